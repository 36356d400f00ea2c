// socket.io-client as its documentation says to set it up, and waiting for what it says.
import { io } from 'socket.io-client';
import { within } from './wait.mjs';

/** An open client of somebody's; it fails if it is refused. */
export const gateway = async (who, options = {}) => {
  const socket = knock(who, options);
  await heard(socket, 'connect');
  return socket;
};

/** A client that has begun to connect. */
export const knock = (who, options = {}) => {
  const { namespace = '', token = who.token, ...rest } = options;
  const socket = io(`${who.url}${namespace}`, {
    auth: token === null ? {} : { token },
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    ...rest,
  });
  socket.inbox = [];
  socket.on('message', (message, acknowledge) => {
    socket.inbox.push(message);
    acknowledge?.();
  });
  return socket;
};

/** The next argument of an event. */
export const heard = (socket, event) =>
  within(new Promise((resolve) => socket.once(event, (...all) => resolve(all[0]))), event);

/** The next arguments of an event. */
export const heardAll = (socket, event) =>
  within(new Promise((resolve) => socket.once(event, (...all) => resolve(all))), event);

/** The acknowledgement of an event. */
export const asks = (socket, event, ...payload) =>
  within(socket.timeout(15_000).emitWithAck(event, ...payload), `the acknowledgement of ${event}`);

/** Waits until something is so. */
export const until = (test, what) =>
  within(
    new Promise((resolve) => {
      const timer = setInterval(() => {
        if (test()) {
          clearInterval(timer);
          resolve();
        }
      }, 5);
    }),
    what,
  );
