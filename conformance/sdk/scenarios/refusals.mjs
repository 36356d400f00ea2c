// What pusher-js makes of refusals.
import { clientSdk } from '../lib/sdk.mjs';
import { connected, once, within } from '../lib/wait.mjs';
import { firstByte } from '../lib/wire.mjs';

/** Subscribes with signatures that are wrong. */
export const wrongAuth = async (target) => {
  const answers = {};
  for (const auth of [`${target.key}:${'0'.repeat(64)}`, 'stranger:00', 'nonsense']) {
    const client = clientSdk(target, {
      options: { channelAuthorization: { customHandler: (_, done) => done(null, { auth }) } },
    });
    const channel = client.subscribe('private-sdk-refused');
    answers[auth] = await once(channel, 'pusher:subscription_error');
    answers[`${auth} state`] = client.connection.state;
    client.disconnect();
  }
  return answers;
};

/** Connects with a key that no app has; counts how often it tries. */
export const unknownKey = async (target) => {
  const client = clientSdk({ ...target, key: 'no-such-key' });
  const states = [];
  client.connection.bind('state_change', ({ current }) => states.push(current));
  const error = await once(client.connection, 'error');
  await within(
    client.connection.state === 'disconnected'
      ? Promise.resolve()
      : new Promise((resolve) => client.connection.bind('disconnected', resolve)),
    'disconnected',
  );
  return { error, states };
};

/** Is refused on a plain socket by an app that wants TLS, and shows what it does next. */
export const tlsOnly = async (target) => {
  const tls = await firstByte();
  const client = clientSdk(target, { options: { wssPort: tls.port, enabledTransports: ['ws', 'wss'] } });
  const byte = await within(tls.first, 'an attempt over TLS');
  client.disconnect();
  return { byte };
};

/** Sends more client events than allowed. */
export const tooFast = async (target) => {
  const client = clientSdk(target);
  await connected(client);
  const channel = client.subscribe('private-sdk-fast');
  await once(channel, 'pusher:subscription_succeeded');
  const error = once(client.connection, 'error');
  for (let i = 0; i < 40; i++) {
    channel.trigger('client-e', { i });
  }
  const result = { error: await error, state: client.connection.state };
  client.disconnect();
  return result;
};
