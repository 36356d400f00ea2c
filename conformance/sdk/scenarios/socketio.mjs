// The messenger through socket.io-client, unmodified, in Node.
import { createRequire } from 'node:module';
import process from 'node:process';
import { inBrowser } from '../lib/browser.mjs';
import { serverSdk } from '../lib/sdk.mjs';
import { once, onceWhere } from '../lib/wait.mjs';
import { again, live, PASSWORD, person } from '../lib/messenger.mjs';
import { asks, gateway, heard, heardAll, knock, until } from '../lib/socketio.mjs';

const require = createRequire(import.meta.url);

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const WAYS = {
  websocket: { transports: ['websocket'] },
  polling: { transports: ['polling'] },
  upgraded: { transports: ['polling', 'websocket'] },
};

/** With the transport that it will have. */
const settled = async (socket) => {
  const { engine, opts } = socket.io;
  await until(() => engine.transport.name === opts.transports.at(-1), 'the upgrade');
  return socket;
};

const group = async (owner, ...others) => {
  const { id } = await owner.does('POST', '/api/conversations', {
    kind: 'group',
    title: 'Socket.IO',
    member_ids: others.map(({ id: member }) => member),
  });
  return id;
};

/** Waits until something is so that only the server knows; gives what it is then. */
const becomes = async (test) => {
  for (let i = 0; i < 600 && !(await test()); i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return test();
};

const isOnline = (asks, who) =>
  asks.does('POST', '/api/presence', { ids: [who.id] }).then(({ users: [{ online }] }) => online);

/** A person of the web app and one of Socket.IO talk with each other, over every transport. */
export const socketIoTalk = async (target) => {
  const results = {};
  for (const [way, options] of Object.entries(WAYS)) {
    const web = await person(target, `sio.web.${way}`);
    const sio = await person(target, `sio.sio.${way}`);
    const socket = await settled(await gateway(sio, options));
    const pusher = await live(target, web);
    const own = pusher.subscribe(`private-user-${web.id}`);
    await once(own, 'pusher:subscription_succeeded');
    // two people without a conversation get theirs
    const first = await asks(socket, 'message', {
      participants: [web.id, sio.id],
      message: { body: 'hello from Socket.IO', clientMsgId: 'first' },
    });
    const again = await asks(socket, 'message', {
      participants: [],
      message: { receiverId: web.id, body: 'hello from Socket.IO', clientMsgId: 'first' },
    });
    const heardByWeb = pusher.subscribe(`private-conversation-${first.conversationId}`);
    await once(heardByWeb, 'pusher:subscription_succeeded');
    const second = once(heardByWeb, 'message:new');
    await asks(socket, 'message', { message: { conversationId: first.conversationId, body: 'é 你好 "quoted" \u001e' } })
      .then((answer) => (results[`${way} control`] = answer));
    await asks(socket, 'message', { message: { conversationId: first.conversationId, body: 'é 你好 "quoted"' } });
    const { text, sender_id: sender } = await second;
    await web.says(first.conversationId, 'hello from the web');
    await until(() => socket.inbox.some(({ body }) => body === 'hello from the web'), 'the answer');
    results[way] = {
      people: { web: web.id, sio: sio.id },
      transport: socket.io.engine.transport.name,
      first,
      same: again.id === first.id,
      web: { text, sender },
      inbox: socket.inbox,
    };
    pusher.disconnect();
    socket.disconnect();
  }
  return results;
};

/** Who may not come in, and why; and who comes by the header. */
export const socketIoDoor = async (target) => {
  const ada = await person(target, 'sio.door');
  const refused = async (options) => {
    const socket = knock(ada, options);
    const error = await heard(socket, 'connect_error');
    socket.disconnect();
    return { message: error.message, data: error.data };
  };
  const results = {
    none: await refused({ token: null }),
    wrong: await refused({ token: 'no.such.token' }),
    elsewhere: await refused({ namespace: '/admin' }),
    polled: await refused({ token: 'no.such.token', transports: ['polling'] }),
  };
  for (const [way, options] of Object.entries(WAYS)) {
    const socket = await gateway(ada, { token: null, extraHeaders: ada.headers, ...options });
    results[`header ${way}`] = socket.connected;
    socket.disconnect();
  }
  const socket = await gateway(ada, { token: `Bearer ${ada.token}` });
  results.bearer = socket.connected;
  // the session ends while the socket is open: it is closed for good
  const why = heard(socket, 'exception');
  const end = heard(socket, 'disconnect');
  await ada.does('POST', '/api/auth/logout', { refresh_token: ada.refresh });
  results.ended = { why: await why, reason: await end, token: await refused({}) };
  return results;
};

/** Mistakes of members, strangers and former members. */
export const socketIoRules = async (target) => {
  const [ada, bob, eve] = await Promise.all(['ada', 'bob', 'eve'].map((name) => person(target, `sio.rules.${name}`)));
  const id = await group(ada, bob);
  const [adas, bobs, eves] = await Promise.all([ada, bob, eve].map((who) => gateway(who)));
  const say = (socket, message, participants = []) => asks(socket, 'message', { participants, message });
  const results = {
    strangerNamed: await say(adas, { conversationId: id, body: 'x' }, [bob.id, eve.id]),
    stranger: await say(eves, { conversationId: id, body: 'x' }),
    strangerJoins: await asks(eves, 'join', id),
    noBody: await say(adas, { conversationId: id, body: '' }),
    noPayload: await asks(adas, 'message'),
    badId: await say(adas, { conversationId: 'abc', body: 'x' }),
    badImage: await say(adas, { conversationId: id, image: '/media/12345' }),
    nowhere: await say(adas, { body: 'x' }),
    conflict: [
      await say(adas, { conversationId: id, body: 'one', clientMsgId: 'c' }),
      await say(adas, { conversationId: id, body: 'two', clientMsgId: 'c' }),
    ],
    unknown: await asks(adas, 'dance'),
    binary: await asks(adas, 'message', { message: { conversationId: id, body: Buffer.from([1, 2, 3]) } }),
  };
  const exception = heard(adas, 'exception');
  adas.emit('message', { message: {} });
  results.exception = await exception;
  // order, no doubles, and what each has not read
  bobs.inbox.length = 0;
  for (let i = 1; i <= 20; i++) {
    adas.emit('message', { participants: [ada.id, bob.id], message: { conversationId: id, body: `number ${i}` } });
  }
  await until(() => bobs.inbox.length >= 20, 'twenty messages');
  results.order = bobs.inbox.map(({ body }) => body);
  results.unread = [bobs.inbox.at(-1).unReads.length, adas.inbox.at(-1).unReads.length];
  results.receiver = bobs.inbox.at(-1).receiverId === id;
  // a member who joins is seen to have it open, and is let go when removed
  const pusher = await live(target, ada);
  const open = pusher.subscribe(`presence-conversation-${id}`);
  await once(open, 'pusher:subscription_succeeded');
  const came = once(open, 'pusher:member_added');
  results.joined = await asks(bobs, 'join', id);
  results.came = (await came).id === bob.id;
  const left = once(open, 'pusher:member_removed');
  results.leave = await asks(bobs, 'leave', { conversationId: id });
  await left;
  await asks(bobs, 'join', id);
  const gone = once(open, 'pusher:member_removed');
  const before = bobs.inbox.length;
  await ada.does('DELETE', `/api/conversations/${id}/members/${bob.id}`);
  await gone;
  await say(adas, { conversationId: id, body: 'without Bob' });
  await until(() => adas.inbox.some(({ body }) => body === 'without Bob'), 'the own message');
  results.removed = await say(bobs, { conversationId: id, body: 'x' });
  results.after = bobs.inbox.length - before;
  pusher.disconnect();
  [adas, bobs, eves].forEach((socket) => socket.disconnect());
  return results;
};

/** A picture goes over with its words, and its sender sees that it was delivered. */
export const socketIoPicture = async (target) => {
  const [ada, bob] = await Promise.all(['ada', 'bob'].map((name) => person(target, `sio.picture.${name}`)));
  const uploaded = await fetch(`${ada.url}/api/media`, {
    method: 'POST',
    headers: { ...ada.headers, 'content-type': 'image/png' },
    body: Buffer.from(PNG, 'base64'),
  });
  const { id } = await uploaded.json();
  const [adas, bobs] = await Promise.all([ada, bob].map((who) => gateway(who)));
  const message = { image: `${ada.url}/media/${id}`, body: 'look' };
  const answer = await asks(adas, 'message', { participants: [bob.id], message });
  await until(() => bobs.inbox.length > 0, 'the picture');
  const [{ image, body, conversationId }] = bobs.inbox;
  const delivered = async () => {
    const { positions } = await ada.does('GET', `/api/conversations/${conversationId}/receipts`);
    return positions.find(({ user_id: user }) => user === bob.id).delivered_seq;
  };
  await becomes(async () => (await delivered()) === answer.seq);
  const result = { id, image, body, seq: answer.seq, delivered: await delivered() };
  [adas, bobs].forEach((socket) => socket.disconnect());
  return result;
};

/** Online while connected, and no longer; a client that breaks the rules comes back by itself. */
export const socketIoLife = async (target) => {
  const [ada, bob] = await Promise.all(['ada', 'bob'].map((name) => person(target, `sio.life.${name}`)));
  const id = await group(ada, bob);
  const pusher = await live(target, ada);
  const own = pusher.subscribe(`private-user-${ada.id}`);
  await once(own, 'pusher:subscription_succeeded');
  const told = (online) =>
    onceWhere(own, 'presence:update', ({ users }) => users.some((user) => user.id === bob.id && user.online === online));
  const results = { before: await isOnline(ada, bob) };
  const comes = told(true);
  const socket = await gateway(bob, { reconnection: true, reconnectionDelay: 20, transports: ['polling'] });
  results.during = await becomes(() => isOnline(ada, bob));
  await comes;
  // a body that is too large ends the session; the client says so and comes back
  const lost = heard(socket, 'disconnect');
  const back = heard(socket, 'connect');
  socket.emit('message', { message: { conversationId: id, body: 'x'.repeat(200_000) } });
  results.oversized = await lost;
  await back;
  await ada.says(id, 'welcome back');
  await until(() => socket.inbox.some(({ body }) => body === 'welcome back'), 'a message after coming back');
  results.doubles = socket.inbox.length;
  const direct = await gateway(bob, { reconnection: true, reconnectionDelay: 20 });
  const cut = heardAll(direct, 'disconnect');
  const again = heard(direct, 'connect');
  direct.emit('message', { message: { conversationId: id, body: 'x'.repeat(200_000) } });
  const [reason, details] = await cut;
  results.oversizedSocket = { reason, code: details?.context?.code ?? details?.code ?? null };
  await again;
  const goes = told(false);
  socket.disconnect();
  direct.disconnect();
  results.after = !(await becomes(async () => !(await isOnline(ada, bob))));
  await goes;
  pusher.disconnect();
  return results;
};

/** Accounts and sessions end while their clients are connected, each in its way. */
export const socketIoEnds = async (target) => {
  const results = {};
  const stays = (socket) => asks(socket, 'dance').then(({ error }) => error.code);
  const leaves = (socket) => until(() => !socket.connected, 'the end of the other').then(() => 'gone');
  const ends = async (way, name, end) => {
    const who = await person(target, name);
    const elsewhere = { ...who, token: await again(who, name) };
    const [first, second] = await Promise.all([who, elsewhere].map((one) => gateway(one, { reconnection: true })));
    const why = heard(second, 'exception');
    const reason = heard(second, 'disconnect');
    await end(who, name);
    const knocking = knock(elsewhere);
    const { data } = await heard(knocking, 'connect_error');
    knocking.disconnect();
    results[way] = {
      why: (await why).code,
      reason: await reason,
      comesBack: second.active,
      refused: data.code,
      other: await (way === 'password' ? stays(first) : leaves(first)),
    };
    [first, second].forEach((socket) => socket.disconnect());
  };
  await ends('password', 'sio.ends.password', (who) =>
    who.does('POST', '/api/auth/password/change', { current_password: PASSWORD, new_password: `${PASSWORD} again` }),
  );
  await ends('disabled', 'sio.ends.disabled', async (who, name) => {
    const headers = { Authorization: `Bearer ${process.env.PARLEY_ADMIN_TOKEN}` };
    const { ok } = await fetch(`${who.url}/api/admin/users/${name}/disable`, { method: 'POST', headers });
    results.mayDisable = ok;
  });
  await ends('deleted', 'sio.ends.deleted', (who) => who.does('DELETE', '/api/me', { password: PASSWORD }));
  return results;
};

/** Who hides, who blocks, and who lets only some write first. */
export const socketIoCircles = async (target) => {
  const [ada, bob] = await Promise.all(['ada', 'bob'].map((name) => person(target, `sio.circles.${name}`)));
  const socket = await gateway(ada);
  const message = { body: 'hello' };
  await bob.does('PATCH', '/api/me/privacy', { reach: 'contacts' });
  const results = {
    named: await asks(socket, 'message', { participants: [bob.id], message }),
    received: await asks(socket, 'message', { message: { ...message, receiverId: bob.id } }),
  };
  await bob.does('PUT', `/api/contacts/${ada.id}`, {});
  results.contact = await asks(socket, 'message', { participants: [bob.id], message });
  const id = results.contact.conversationId;

  const pusher = await live(target, bob);
  const watch = async () => {
    const open = pusher.subscribe(`presence-conversation-${id}`);
    await once(open, 'pusher:subscription_succeeded');
    return open;
  };
  const others = (open) => open.members.count - 1;
  let open = await watch();
  await asks(socket, 'join', id);
  results.open = (await becomes(() => others(open) === 1)) && others(open);
  await bob.does('PUT', `/api/blocks/${ada.id}`);
  results.blocked = await asks(socket, 'message', { message: { ...message, conversationId: id } });
  results.joinsBlocked = await asks(socket, 'join', id);
  pusher.unsubscribe(`presence-conversation-${id}`);
  await bob.does('DELETE', `/api/blocks/${ada.id}`);
  open = await watch();
  results.afterBlock = others(open);
  await asks(socket, 'join', id);
  results.openAgain = (await becomes(() => others(open) === 1)) && others(open);

  await ada.does('PATCH', '/api/me/privacy', { last_seen: 'nobody' });
  results.hides = await becomes(() => others(open) === 0);
  results.joinsHidden = await asks(socket, 'join', id);
  results.said = await asks(socket, 'message', { message: { ...message, conversationId: id } });
  results.hidden = others(open);
  results.online = await isOnline(bob, ada);
  pusher.disconnect();
  socket.disconnect();
  return results;
};

/**
 * The server stops and starts anew while a client that polls talks and listens: nothing is lost or doubled, and
 * nobody is online whose client did not come back.
 */
export const socketIoAnew = async (target) => {
  const [ada, bob, cid] = await Promise.all(['ada', 'bob', 'cid'].map((name) => person(target, `sio.anew.${name}`)));
  const id = await group(ada, bob, cid);
  const socket = await gateway(bob, {
    transports: ['polling'],
    reconnection: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 100,
    retries: 100,
    ackTimeout: 1_000,
  });
  const gone = await gateway(cid);
  const results = { before: [await becomes(() => isOnline(ada, bob)), await becomes(() => isOnline(ada, cid))] };
  const say = (number) => socket.emitWithAck('message', { message: { conversationId: id, body: `bob ${number}`, clientMsgId: `k${number}` } });
  const answers = [await say(1)];
  await ada.says(id, 'ada before');
  await until(() => socket.inbox.some(({ body }) => body === 'ada before'), 'a message before the restart');
  const lost = heard(socket, 'disconnect');
  const back = lost.then(() => heard(socket, 'connect'));
  const under = [say(2), say(3)];
  await serverSdk(target).trigger('sio-anew', 'ready', {});
  for (let number = 4; number <= 6; number++) {
    under.push(say(number));
  }
  results.lost = await lost;
  for (let number = 7; number <= 9; number++) {
    under.push(say(number)); // while there is no server
  }
  await back;
  results.after = [await becomes(() => isOnline(ada, bob)), await isOnline(ada, cid)];
  answers.push(...(await Promise.all(under)));
  await ada.says(id, 'ada after');
  await until(() => socket.inbox.some(({ body }) => body === 'ada after'), 'a message after the restart');
  const { messages } = await ada.does('GET', `/api/conversations/${id}/messages`);
  results.ok = answers.every(({ ok }) => ok);
  results.log = messages.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  results.inbox = socket.inbox.map(({ seq }) => seq);
  socket.disconnect();
  gone.disconnect();
  return results;
};

/** The server restarts: clients are told, and will come back by themselves. */
export const socketIoDrain = async (target) => {
  const ada = await person(target, 'sio.drain');
  const ends = [];
  for (const options of Object.values(WAYS)) {
    const socket = await settled(await gateway(ada, { reconnection: true, ...options }));
    ends.push(
      heard(socket, 'exception').then(async ({ code }) => {
        const reason = await heard(socket, 'disconnect');
        const comesBack = socket.active;
        socket.disconnect();
        return { code, reason, comesBack };
      }),
    );
  }
  await serverSdk(target).trigger('sio-drain', 'ready', {});
  return Promise.all(ends);
};

/** The same client in a browser, on a page of another origin. */
export const socketIoBrowser = async (target) => {
  const [ada, lin] = await Promise.all(['ada', 'lin'].map((name) => person(target, `sio.page.${name}`)));
  return inBrowser(target, async (open) => {
    const page = await open('nobody');
    await page.addScriptTag({ path: require.resolve('socket.io-client/dist/socket.io.js') });
    const socket = await gateway(ada);
    const answer = await page.evaluate(
      async ({ url, token, to }) => {
        const client = window.io(url, { auth: { token } });
        client.on('connect', window.note('connect'));
        await window.saw('connect');
        client.on('message', window.note('message'));
        window.client = client;
        return client.emitWithAck('message', { participants: [to], message: { body: 'hello from a page' } });
      },
      { url: lin.url, token: lin.token, to: ada.id },
    );
    await until(() => socket.inbox.length > 0, 'the page');
    const body = socket.inbox[0].body;
    const own = await page.evaluate(() => window.saw('message'));
    await page.waitForFunction(() => window.client.io.engine.transport.name === 'websocket');
    const origin = await page.evaluate(() => window.location.origin);
    socket.disconnect();
    return { ok: answer.ok, body, own: own.body, elsewhere: origin !== lin.url };
  });
};

/** More events in a second, and more connections of one person, than anybody may have; then fewer again. */
export const socketIoBounds = async (target) => {
  const ada = await person(target, 'sio.bounds');
  const first = await gateway(ada);
  const answers = await Promise.all(Array.from({ length: 150 }, () => asks(first, 'dance')));
  const codes = answers.map(({ error }) => error.code);
  let later;
  do {
    later = (await asks(first, 'dance')).error.code;
  } while (later === 'rate-limited');
  const others = await Promise.all(Array.from({ length: 49 }, () => gateway(ada)));
  const { data } = await heard(knock(ada), 'connect_error');
  others[0].disconnect();
  let again;
  do {
    const socket = knock(ada);
    again = await Promise.race([heard(socket, 'connect'), heard(socket, 'connect_error')]);
  } while (again !== undefined); // its place is given back when the server has seen it leave
  return { codes, later, connected: others.every((one) => one === others[0] || one.connected), more: data };
};
