// pusher-js in Node: channels of every kind, reconnecting, client events.
import { clientSdk, serverSdk } from '../lib/sdk.mjs';
import { collect, once, onceWhere } from '../lib/wait.mjs';
import { ownChannel, signIn } from '../lib/user.mjs';
import { proxyTo } from '../lib/wire.mjs';

const joined = (channel) => once(channel, 'pusher:subscription_succeeded');

/** Subscribes to every kind and receives one event on each. */
export const everyKind = async (target) => {
  const sdk = serverSdk(target);
  const client = clientSdk(target, { member: { user_id: 'ada', user_info: { name: 'Ada' } } });
  const names = ['sdk-kind', 'cache-sdk-kind', 'private-sdk-kind', 'private-cache-sdk-kind',
    'private-encrypted-sdk-kind', 'private-encrypted-cache-sdk-kind', 'presence-sdk-kind', 'presence-cache-sdk-kind'];
  const received = {};
  const misses = [];
  for (const name of names) {
    const channel = client.subscribe(name);
    const missed = name.includes('cache-') ? once(channel, 'pusher:cache_miss') : undefined;
    await joined(channel);
    if (missed) {
      await missed;
      misses.push(name);
    }
    const event = once(channel, 'hello');
    await sdk.trigger(name, 'hello', { to: name, text: 'é 😀' });
    received[name] = await event;
  }
  const late = clientSdk(target, { member: { user_id: 'lin' } });
  const cached = {};
  for (const name of names.filter((name) => name.includes('cache-'))) {
    const channel = late.subscribe(name);
    cached[name] = await once(channel, 'hello');
  }
  const members = client.channel('presence-sdk-kind').members;
  const me = { id: members.me.id, info: members.me.info, count: members.count };
  client.disconnect();
  late.disconnect();
  return { received, misses, cached, me };
};

/** Loses its connection and finds back by itself, with everything it had subscribed. */
export const reconnecting = async (target) => {
  const proxy = await proxyTo(target);
  const client = clientSdk({ ...target, port: proxy.port }, { user: { id: 'returning' } });
  const sdk = serverSdk(target);
  const channels = ['sdk-back', 'private-sdk-back', 'presence-sdk-back'].map((name) => client.subscribe(name));
  await Promise.all(channels.map(joined));
  await signIn(client);
  await ownChannel(client);
  const before = client.connection.socket_id;
  const again = channels.map(joined);
  const ownAgain = onceWhere(
    client.connection,
    'message',
    ({ event, channel }) =>
      event === 'pusher_internal:subscription_succeeded' && channel === '#server-to-user-returning',
  );
  proxy.cut();
  await Promise.all(again);
  await ownAgain;
  const events = channels.map((channel) => once(channel, 'after'));
  const direct = once(client.user, 'direct');
  for (const channel of channels) {
    await sdk.trigger(channel.name, 'after', { name: channel.name });
  }
  await sdk.sendToUser('returning', 'direct', { hi: true });
  const result = { before, after: client.connection.socket_id, events: await Promise.all(events), direct: await direct };
  client.disconnect();
  return result;
};

/** Two clients talk to each other without the server SDK. */
export const talking = async (target) => {
  const ada = clientSdk(target, { member: { user_id: 'ada' } });
  const lin = clientSdk(target, { member: { user_id: 'lin' } });
  const name = 'presence-sdk-talk';
  const adas = ada.subscribe(name);
  await joined(adas);
  const added = once(adas, 'pusher:member_added');
  const lins = lin.subscribe(name);
  await joined(lins);
  const joining = await added;
  const heard = onceWhere(adas, 'client-typing', () => true);
  const accepted = lins.trigger('client-typing', { at: 7 });
  const typing = await heard;
  const removed = once(adas, 'pusher:member_removed');
  lin.unsubscribe(name);
  const leaving = await removed;
  const result = { joining, accepted, typing, leaving, count: adas.members.count };
  ada.disconnect();
  lin.disconnect();
  return result;
};

/** Is told how many have subscribed. */
export const counting = async (target) => {
  const first = clientSdk(target);
  const second = clientSdk(target);
  const channel = first.subscribe('sdk-count');
  const counts = collect(channel, 'pusher:subscription_count', 2);
  await joined(channel);
  await joined(second.subscribe('sdk-count'));
  const result = { counts: await counts, remembered: channel.subscriptionCount };
  first.disconnect();
  second.disconnect();
  return result;
};

/** Idles for as long as the test says, noting every change of state. */
export const idling = async (target) => {
  const client = clientSdk(target);
  const states = [];
  client.connection.bind('state_change', ({ current }) => states.push(current));
  const channel = client.subscribe('sdk-idle');
  await joined(channel);
  await once(channel, 'enough');
  const result = { states: [...states] };
  client.disconnect();
  return result;
};

/** Answers the first question that another client asks. */
export const answering = async (target) => {
  const client = clientSdk(target, { member: { user_id: 'js' } });
  const channel = client.subscribe('presence-java-js');
  const { data, metadata } = await onceWhere(channel, 'client-question', () => true);
  channel.trigger('client-answer', { n: data.n + 1 });
  await once(channel, 'pusher:member_removed');
  client.disconnect();
  return { from: metadata.user_id };
};

/** Connects by wss alone and hears an event that it sent to itself by another connection. */
export const overTls = async (target) => {
  const options = { forceTLS: true, wssPort: target.port, enabledTransports: ['wss', 'ws'] };
  const client = clientSdk(target, { options });
  await once(client.connection, 'connected');
  const other = clientSdk(target, { options });
  await once(other.connection, 'connected');
  const heard = client.subscribe('private-sdk-tls');
  const speaking = other.subscribe('private-sdk-tls');
  await Promise.all([joined(heard), joined(speaking)]);
  const event = once(heard, 'client-hi');
  speaking.trigger('client-hi', { hi: 1 });
  const result = { state: client.connection.state, data: await event };
  client.disconnect();
  other.disconnect();
  return result;
};
