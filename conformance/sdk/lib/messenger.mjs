// The messenger's HTTP API, and pusher-js as its documentation says to set it up for an app's own endpoints.
import PusherJs from 'pusher-js';

export const PASSWORD = 'seven green Ladders';

/** A call; what is not a success is an error that holds the answer. */
const call = async (url, method, body, headers) => {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${url}: ${response.status} ${text}`);
  }
  return text === '' ? undefined : JSON.parse(text);
};

/** Signs somebody up. */
export const person = async (target, username) => {
  const url = `http://${target.host}:${target.port}`;
  const { user, access_token: token, refresh_token: refresh } = await call(`${url}/api/auth/register`, 'POST', { username, password: PASSWORD });
  const headers = { Authorization: `Bearer ${token}` };
  return {
    id: user.id,
    token,
    refresh,
    headers,
    url,
    does: (method, path, body) => call(url + path, method, body, headers),
    says: (conversation, text) =>
      call(
        `${url}/api/conversations/${conversation}/messages`,
        'POST',
        { client_msg_id: crypto.randomUUID(), text },
        headers,
      ),
  };
};

/** The options of pusher-js that lead to the messenger; `headers` prove who asks. */
export const options = (target, url, headers) => ({
  cluster: 'any',
  wsHost: target.host,
  wsPort: target.port,
  forceTLS: false,
  enabledTransports: ['ws'],
  disableStats: true,
  channelAuthorization: { endpoint: `${url}/api/realtime/auth`, transport: 'ajax', headers },
  userAuthentication: { endpoint: `${url}/api/realtime/user-auth`, transport: 'ajax', headers },
});

/** Signs in once more; gives the access token of that session. */
export const again = async ({ url }, identifier) =>
  (await call(`${url}/api/auth/login`, 'POST', { identifier, password: PASSWORD })).access_token;

/** A socket of somebody's. */
export const live = async (target, who) => {
  const { key } = await who.does('GET', '/api/realtime');
  return new PusherJs(key, options(target, who.url, who.headers));
};
