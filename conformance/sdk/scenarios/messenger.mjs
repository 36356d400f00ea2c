// The messenger through pusher-js: bearer tokens in Node, a cookie and its CSRF token in a browser.
import { inBrowser } from '../lib/browser.mjs';
import { live, options, PASSWORD, person } from '../lib/messenger.mjs';
import { signIn } from '../lib/user.mjs';
import { once, onceWhere } from '../lib/wait.mjs';

const joined = (channel) => once(channel, 'pusher:subscription_succeeded');

/** Two members of a group talk; then one is removed while its socket is open. */
export const messengerTalk = async (target) => {
  const ada = await person(target, 'pusher.ada');
  const lin = await person(target, 'pusher.lin');
  const { id: group } = await ada.does('POST', '/api/conversations', {
    kind: 'group',
    title: 'Pusher',
    member_ids: [lin.id],
  });
  const adas = await live(target, ada);
  const lins = await live(target, lin);
  await signIn(lins);

  const own = lins.subscribe(`private-user-${lin.id}`);
  const heard = lins.subscribe(`private-conversation-${group}`);
  const open = lins.subscribe(`presence-conversation-${group}`);
  await Promise.all([own, heard, open].map(joined));
  const texts = [];
  heard.bind('message:new', ({ kind, text }) => kind === 'system' || texts.push(text));

  const comes = once(open, 'pusher:member_added');
  const adasRoom = adas.subscribe(`private-conversation-${group}`);
  const adasOpen = adas.subscribe(`presence-conversation-${group}`);
  await Promise.all([adasRoom, adasOpen].map(joined));
  const came = (await comes).id;

  const message = once(heard, 'message:new');
  const pointer = onceWhere(own, 'sync', ({ entries }) => entries.some(({ preview }) => preview === 'hello, Lin'));
  await ada.says(group, 'hello, Lin');
  const { text, sender_id: sender } = await message;
  const { head } = (await pointer).data;

  const typing = once(heard, 'client-typing');
  // pusher-js hands the sender on for presence channels alone; elsewhere it stands in the message
  const typed = onceWhere(lins.connection, 'message', ({ event }) => event === 'client-typing');
  adasRoom.trigger('client-typing', { on: true });
  const { on } = await typing;
  const typist = (await typed).data.user_id;

  const removed = once(own, 'conversation:remove');
  const left = once(adasOpen, 'pusher:member_removed');
  const ended = once(heard, 'pusher:subscription_error');
  await ada.does('DELETE', `/api/conversations/${group}/members/${lin.id}`);
  const adaHears = once(adasRoom, 'message:new');
  await ada.says(group, 'without Lin');
  await adaHears;
  const result = {
    people: { ada: ada.id, lin: lin.id },
    signedIn: lins.user.user_data.id,
    came,
    text,
    sender,
    head,
    on,
    typist,
    removed: (await removed).reason,
    left: (await left).id,
    ended: (await ended).status,
  };
  // a round trip on the socket: whatever was sent to it before has come
  const settled = onceWhere(lins.connection, 'message', ({ event }) => event === 'pusher:pong');
  lins.connection.send_event('pusher:ping', {});
  await settled;
  lins.unsubscribe(heard.name);
  const refused = once(lins.subscribe(heard.name), 'pusher:subscription_error');
  result.refused = (await refused).status;
  result.texts = texts;
  adas.disconnect();
  lins.disconnect();
  return result;
};

/** A page of the server's own origin, whose session is in a cookie that its scripts cannot read. */
export const messengerCookies = async (target) => {
  const ada = await person(target, 'pusher.ada2');
  const { key } = await ada.does('GET', '/api/realtime');
  return inBrowser(target, async (open) => {
    const page = await open('nobody', { url: `${ada.url}/api/docs`, bypassCSP: true });
    const lin = await page.evaluate(
      async ({ key, settings, password }) => {
        const answer = await fetch('/api/auth/register', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: 'pusher.lin2', password, mode: 'cookie' }),
        });
        const { user } = await answer.json();
        const csrf = /parley_csrf=([^;]+)/.exec(document.cookie)[1];
        const headers = { 'X-CSRF-Token': csrf };
        const { channelAuthorization, userAuthentication } = settings;
        window.client = new window.Pusher(key, {
          ...settings,
          channelAuthorization: { ...channelAuthorization, headers },
          userAuthentication: { ...userAuthentication, headers },
        });
        window.client.signin();
        await window.client.user.signinDonePromise;
        window.stranger = new window.Pusher(key, settings);
        window.stranger
          .subscribe(`private-user-${user.id}`)
          .bind('pusher:subscription_error', window.note('without the token'));
        await window.saw('without the token');
        return { id: user.id, signedIn: window.client.user.user_data.id, cookies: document.cookie };
      },
      { key, settings: options(target, '', {}), password: PASSWORD },
    );
    const { id: chat } = await ada.does('POST', '/api/conversations', { kind: 'direct', user_id: lin.id });
    await page.evaluate(async (id) => {
      for (const channel of [`private-conversation-${id}`, `presence-conversation-${id}`]) {
        window.client.subscribe(channel).bind('pusher:subscription_succeeded', window.note(`${channel} joined`));
        await window.saw(`${channel} joined`);
      }
      window.client.channel(`private-conversation-${id}`).bind('message:new', window.note('message'));
    }, chat);
    await ada.says(chat, 'hello, browser');
    const { text } = await page.evaluate(() => window.saw('message'));
    const refused = await page.evaluate(() => window.saw('without the token'));
    return { ...lin, text, refused: refused.status };
  });
};
