// A TCP pass-through whose connections can be cut, and a port that notes the first byte it gets.
import net from 'node:net';
import { once } from 'node:events';

const listen = async (server) => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
};

export const proxyTo = async (target) => {
  const open = new Set();
  const server = net.createServer((down) => {
    const up = net.connect(target.port, target.host);
    open.add(down);
    down.pipe(up).pipe(down);
    const end = () => {
      open.delete(down);
      down.destroy();
      up.destroy();
    };
    for (const socket of [down, up]) {
      socket.on('error', end).on('close', end);
    }
  });
  return { port: await listen(server), cut: () => open.forEach((socket) => socket.resetAndDestroy()) };
};

/** Resolves `first` with the first byte that anyone sends to `port`. */
export const firstByte = async () => {
  const server = net.createServer();
  const first = new Promise((resolve) => {
    server.on('connection', (socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', (bytes) => {
        resolve(bytes[0]);
        socket.destroy();
      });
    });
  });
  return { port: await listen(server), first };
};
