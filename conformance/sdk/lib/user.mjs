// Signing in, and the channel that the client then opens by itself.
import { connected, once, within } from './wait.mjs';

export const signIn = async (client) => {
  await connected(client);
  client.signin();
  await within(client.user.signinDonePromise, 'signin');
};

export const ownChannel = (client) =>
  client.user.serverToUserChannel?.subscribed
    ? Promise.resolve()
    : once(client.user.serverToUserChannel, 'pusher:subscription_succeeded');
