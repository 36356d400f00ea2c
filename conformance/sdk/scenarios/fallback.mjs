// pusher-js without WebSocket: streams and polls of plain HTTP, in Node and in a browser.
import process from 'node:process';
import { clientSdk, serverSdk } from '../lib/sdk.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { connected, once, onceWhere, within } from '../lib/wait.mjs';
import { signIn } from '../lib/user.mjs';

const FLOOD = 120;

const overHttp = (target) => ({
  enabledTransports: [process.env.PARLEY_TRANSPORT],
  httpHost: target.host,
  httpPort: target.port,
  httpPath: `${target.path}/pusher`,
});

const fallbackSdk = (target, more = {}) => clientSdk(target, { ...more, options: overHttp(target) });

const joined = (channel) => once(channel, 'pusher:subscription_succeeded');

const watchStates = (client) => {
  const states = [];
  client.connection.bind('state_change', ({ current }) => states.push(current));
  return states;
};

/** Text that is longer in bytes than in characters, so that it matters which of them is counted. */
const flood = async (sdk, channel) => {
  for (let n = 0; n < FLOOD; n++) {
    await sdk.trigger(channel, 'flood', { n, fill: 'é😀'.repeat(1_500) });
  }
};

/** Subscribes, signs in, hears the server, other clients and who comes and goes. */
export const fallbackTalk = async (target) => {
  const sdk = serverSdk(target);
  const ada = fallbackSdk(target, { member: { user_id: 'ada' }, user: { id: 'fallback-ada' } });
  const lin = fallbackSdk(target, { member: { user_id: 'lin' } });
  const states = watchStates(ada);
  const room = ada.subscribe('presence-fallback-talk');
  await joined(room);
  const secret = ada.subscribe('private-encrypted-fallback-talk');
  await joined(secret);
  await signIn(ada);
  const added = once(room, 'pusher:member_added');
  const other = lin.subscribe('presence-fallback-talk');
  await joined(other);
  const joining = await added;
  const heard = onceWhere(room, 'client-typing', () => true);
  other.trigger('client-typing', { at: 7 });
  const typing = await heard;
  const news = once(secret, 'news');
  await sdk.trigger('private-encrypted-fallback-talk', 'news', { text: 'é 😀 "quoted" \\ \n' });
  const text = (await news).text;
  const removed = once(room, 'pusher:member_removed');
  lin.unsubscribe('presence-fallback-talk');
  const leaving = await removed;
  const result = { joining, typing, text, leaving, states: [...states], transport: ada.connection.connection.transport.name };
  ada.disconnect();
  lin.disconnect();
  return result;
};

/** Receives far more than one response may carry. */
export const fallbackFlood = async (target) => {
  const client = fallbackSdk(target);
  const states = watchStates(client);
  const name = `fallback-flood-${process.env.PARLEY_TRANSPORT}`;
  const channel = client.subscribe(name);
  await joined(channel);
  const seen = [];
  const done = within(
    new Promise((resolve) => {
      channel.bind('flood', ({ n }) => seen.push(n) === FLOOD && resolve());
    }),
    'the whole flood',
  );
  await flood(serverSdk(target), name);
  await done;
  const result = { seen, states: [...states] };
  client.disconnect();
  return result;
};

/** Idles over heartbeats until it is told that it is enough. */
export const fallbackIdle = async (target) => {
  const client = fallbackSdk(target);
  const states = watchStates(client);
  const channel = client.subscribe('fallback-idle');
  await joined(channel);
  await once(channel, 'enough');
  const result = { states: [...states] };
  client.disconnect();
  return result;
};

/** Connects with a key that no app has. */
export const fallbackUnknownKey = async (target) => {
  const client = fallbackSdk({ ...target, key: 'no-such-key' });
  const states = watchStates(client);
  const error = await once(client.connection, 'error');
  await within(
    client.connection.state === 'disconnected'
      ? Promise.resolve()
      : new Promise((resolve) => client.connection.bind('disconnected', resolve)),
    'disconnected',
  );
  return { error, states };
};

/** A page of another origin: channels, a client event, a flood, and what it asked for meanwhile. */
export const browserFallback = (target) =>
  inBrowser(target, async (open) => {
    const page = await open('7');
    const transport = process.env.PARLEY_TRANSPORT;
    const requests = [];
    const failures = [];
    page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
    const sdk = serverSdk(target);
    await page.evaluate(async (options) => {
      window.client = new window.Pusher(window.key, { ...window.settings, ...options });
      for (const name of ['fallback-web', 'private-fallback-web', 'presence-fallback-web']) {
        const channel = window.client.subscribe(name);
        channel.bind('pusher:subscription_succeeded', window.note(`${name} joined`));
        channel.bind('hello', window.note(`${name} hello`));
        channel.bind('client-hello', window.note(`${name} whisper`));
        await window.saw(`${name} joined`);
      }
      window.floods = [];
      window.client.channel('fallback-web').bind('flood', ({ n }) => {
        window.floods.push(n);
        window.note(`flood ${n}`)(n);
      });
    }, overHttp(target));
    await sdk.trigger('private-fallback-web', 'hello', { text: 'é 😀' });
    const other = clientSdk(target);
    const otherRoom = other.subscribe('private-fallback-web');
    await connected(other);
    await joined(otherRoom);
    const back = once(otherRoom, 'client-back');
    otherRoom.trigger('client-hello', { from: 'node' });
    const whisper = await page.evaluate(() => window.saw('private-fallback-web whisper'));
    await page.evaluate(() => window.client.channel('private-fallback-web').trigger('client-back', { from: 'page' }));
    const answer = await back;
    other.disconnect();
    await flood(sdk, 'fallback-web');
    const found = await page.evaluate(async (last) => {
      await window.saw(`flood ${last}`);
      return {
        hello: await window.saw('private-fallback-web hello'),
        floods: window.floods,
        state: window.client.connection.state,
        transport: window.client.connection.connection.transport.name,
      };
    }, FLOOD - 1);
    return { ...found, whisper, answer, failures, sessions: sessionsOf(requests, transport) };
  });

/** How often the page asked for messages, by session. */
const sessionsOf = (requests, transport) => {
  const action = transport === 'xhr_polling' ? 'xhr' : 'xhr_streaming';
  const sessions = {};
  for (const request of requests) {
    const [, session, what] = /\/pusher\/app\/[^/]+\/(.*)\/(\w+)$/.exec(request) ?? [];
    if (what === action) {
      sessions[session] = (sessions[session] ?? 0) + 1;
    }
  }
  return sessions;
};
