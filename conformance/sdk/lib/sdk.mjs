// The official packages, made as their documentation says; only the host differs.
import Pusher from 'pusher';
import PusherJs from 'pusher-js';

/** The server SDK. */
export const serverSdk = (target) =>
  new Pusher({
    appId: target.appId,
    key: target.key,
    secret: target.secret,
    host: target.host,
    port: String(target.port),
    useTLS: false,
    encryptionMasterKeyBase64: target.masterKey,
  });

/** Asks the server SDK, as an app's own auth endpoint would. */
const authorizer = (sdk, member) => (params, done) => {
  const data = params.channelName.startsWith('presence-') ? member : undefined;
  done(null, sdk.authorizeChannel(params.socketId, params.channelName, data));
};

const authenticator = (sdk, user) => (params, done) =>
  done(null, sdk.authenticateUser(params.socketId, user));

/** The client SDK; `member` is who it is on presence channels, `user` who it signs in as. */
export const clientSdk = (target, { member, user, options } = {}) => {
  const sdk = serverSdk(target);
  return new PusherJs(target.key, {
    cluster: 'any',
    wsHost: target.host,
    wsPort: target.port,
    wsPath: target.path,
    forceTLS: false,
    enabledTransports: ['ws'],
    disableStats: true,
    channelAuthorization: { customHandler: authorizer(sdk, member ?? { user_id: '1' }) },
    userAuthentication: { customHandler: authenticator(sdk, user ?? { id: '1' }) },
    ...options,
  });
};
