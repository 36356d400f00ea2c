// Waiting for what an emitter says, with a limit that ends in a clear error instead of a hang.
import process from 'node:process';

const PATIENCE_MILLIS = Number(process.env.PARLEY_PATIENCE_MILLIS ?? 15_000);

const limited = (promise, what) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited too long for ${what}`)), PATIENCE_MILLIS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** The next payload of an event, and what the client tells about it, that passes a test. */
export const onceWhere = (emitter, event, test) =>
  limited(
    new Promise((resolve) => {
      const handler = (data, metadata) => {
        if (test(data)) {
          emitter.unbind(event, handler);
          resolve({ data, metadata });
        }
      };
      emitter.bind(event, handler);
    }),
    event,
  );

/** The next payload of an event on a channel, user, watchlist or connection. */
export const once = async (emitter, event) => (await onceWhere(emitter, event, () => true)).data;

/** Resolves when the client is connected. */
export const connected = (client) =>
  client.connection.state === 'connected' ? Promise.resolve() : once(client.connection, 'connected');

/** The first `count` payloads of an event, in order. */
export const collect = (emitter, event, count) =>
  limited(
    new Promise((resolve) => {
      const seen = [];
      const handler = (data) => {
        seen.push(data);
        if (seen.length === count) {
          emitter.unbind(event, handler);
          resolve(seen);
        }
      };
      emitter.bind(event, handler);
    }),
    `${count} × ${event}`,
  );

export const within = limited;
