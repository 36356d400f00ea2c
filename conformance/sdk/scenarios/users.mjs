// pusher-js: sign-in, a user's own channel, watchlist, termination.
import { clientSdk, serverSdk } from '../lib/sdk.mjs';
import { ownChannel, signIn } from '../lib/user.mjs';
import { once, within } from '../lib/wait.mjs';

/** Signs in and receives an event meant for the user. */
export const signingIn = async (target) => {
  const client = clientSdk(target, { user: { id: '12345', user_info: { name: 'Ada' } } });
  await signIn(client);
  await ownChannel(client);
  const note = once(client.user, 'note');
  await serverSdk(target).sendToUser('12345', 'note', { hello: 'you' });
  const result = { user: client.user.user_data, note: await note, state: client.connection.state };
  client.disconnect();
  return result;
};

/** Watches another user come and go. */
export const watching = async (target) => {
  const watcher = clientSdk(target, { user: { id: 'sdk-watcher', watchlist: ['sdk-watched', 'sdk-absent'] } });
  const offlineAtFirst = once(watcher.user.watchlist, 'offline');
  await signIn(watcher);
  const first = await offlineAtFirst;
  const cameOnline = once(watcher.user.watchlist, 'online');
  const watched = clientSdk(target, { user: { id: 'sdk-watched' } });
  await signIn(watched);
  const online = await cameOnline;
  const wentOffline = once(watcher.user.watchlist, 'offline');
  watched.disconnect();
  const result = { first, online, offline: await wentOffline };
  watcher.disconnect();
  return result;
};

/** Is thrown out and stays out. */
export const terminated = async (target) => {
  const client = clientSdk(target, { user: { id: 'sdk-terminated' } });
  await signIn(client);
  const error = once(client.connection, 'error');
  const gone = new Promise((resolve) => client.connection.bind('disconnected', resolve));
  await serverSdk(target).terminateUserConnections('sdk-terminated');
  const result = { error: await error };
  await within(gone, 'disconnected');
  return { ...result, state: client.connection.state };
};
