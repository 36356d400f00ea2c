// The server SDK's calls and what they answer.
import { serverSdk } from '../lib/sdk.mjs';

const answer = async (call) => {
  try {
    const response = await call;
    return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
  } catch (error) {
    return { status: error.status ?? 0, body: error.body ?? String(error) };
  }
};

/** Publishes in every way the SDK offers. */
export const publishing = async (target) => {
  const sdk = serverSdk(target);
  return {
    one: await answer(sdk.trigger('sdk-node', 'one', { text: '100% "é" 😀 @,;=' })),
    many: await answer(sdk.trigger(['sdk-node', 'sdk-node-b'], 'many', [1, 2])),
    text: await answer(sdk.trigger('sdk-node', 'App\\Events\\Text', 'plain text')),
    info: await answer(
      sdk.trigger(['sdk-node', 'presence-sdk-node'], 'info', {}, { info: 'user_count,subscription_count' }),
    ),
    excluded: await answer(sdk.trigger('sdk-node', 'excluded', {}, { socket_id: process.env.PARLEY_SOCKET_ID })),
    batch: await answer(
      sdk.triggerBatch([
        { channel: 'sdk-node', name: 'batch-1', data: { n: 1 } },
        { channel: 'sdk-node', name: 'batch-2', data: { n: 2 } },
      ]),
    ),
    batchInfo: await answer(
      sdk.triggerBatch([
        { channel: 'sdk-node', name: 'batch-3', data: {}, info: 'subscription_count' },
        { channel: 'sdk-node', name: 'batch-4', data: {} },
      ]),
    ),
    user: await answer(sdk.sendToUser('sdk-node-user', 'to-user', { hello: 'you' })),
    encrypted: await answer(sdk.trigger('private-encrypted-sdk-node', 'sealed', { hello: 'world' })),
    last: await answer(sdk.trigger('sdk-node', 'last', {})),
  };
};

/** Asks everything the SDK can ask. */
export const asking = async (target) => {
  const sdk = serverSdk(target);
  return {
    channels: await answer(sdk.get({ path: '/channels', params: { filter_by_prefix: 'presence-sdk-ask', info: 'user_count' } })),
    oddPrefix: await answer(sdk.get({ path: '/channels', params: { filter_by_prefix: 'presence-@a,b;c=d' } })),
    nothing: await answer(sdk.get({ path: '/channels', params: { filter_by_prefix: '__fish' } })),
    channel: await answer(sdk.get({ path: '/channels/presence-sdk-ask', params: { info: 'user_count,subscription_count' } })),
    users: await answer(sdk.get({ path: '/channels/presence-sdk-ask/users' })),
    terminate: await answer(sdk.terminateUserConnections('sdk-node-nobody')),
  };
};

/** What the SDK makes of refusals. */
export const refusedPublishing = async (target) => {
  const sdk = serverSdk(target);
  const stranger = serverSdk({ ...target, secret: 'wrong-secret' });
  return {
    large: await answer(sdk.trigger('sdk-node', 'large', 'd'.repeat(10_241))),
    batch: await answer(sdk.triggerBatch(Array.from({ length: 11 }, () => ({ channel: 'a', name: 'e', data: {} })))),
    secret: await answer(stranger.trigger('sdk-node', 'secret', {})),
    info: await answer(sdk.trigger('sdk-node', 'e', {}, { info: 'bogus' })),
  };
};
