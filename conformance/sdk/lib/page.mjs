// A local site as an app would be: a page with the unmodified SDKs, and its own auth endpoints.
import http from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { serverSdk } from './sdk.mjs';

const require = createRequire(import.meta.url);

/** The file of pusher-js for browsers. */
export const pusherScript = () => join(dirname(require.resolve('pusher-js')), '../web/pusher-with-encryption.min.js');

const scripts = () => ({
  '/pusher.js': pusherScript(),
  '/echo.js': require.resolve('laravel-echo/iife'),
});

const form = async (request) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

/** Who asks is told by a header, as a session cookie would tell. */
const authorize = (sdk, target, user, params) => {
  const socketId = params.get('socket_id');
  const channel = params.get('channel_name');
  if (channel === null) {
    return sdk.authenticateUser(socketId, { id: user, user_info: { name: `N${user}` } });
  }
  const member = channel.startsWith('presence-') ? { user_id: user, user_info: { name: `N${user}` } } : undefined;
  return sdk.authorizeChannel(socketId, channel, member);
};

/** Serves the site on a free port; `close()` ends it. */
export const site = async (target) => {
  const sdk = serverSdk(target);
  const files = scripts();
  const answer = async (request, response) => {
    if (request.method === 'POST') {
      const grant = authorize(sdk, target, String(request.headers['x-user']), await form(request));
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(grant));
    }
    const file = files[request.url ?? ''];
    if (file !== undefined) {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(await readFile(file));
    }
    return response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>site</title><script src="/pusher.js"></script><script src="/echo.js"></script>');
  };
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};
