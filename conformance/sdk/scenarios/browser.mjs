// The unmodified web builds of pusher-js and Echo in a real browser.
import { inBrowser } from '../lib/browser.mjs';
import { serverSdk } from '../lib/sdk.mjs';

/** Connects, subscribes, decrypts, signs in. */
export const browserChannels = (target) =>
  inBrowser(target, async (open) => {
    const page = await open('7');
    const sdk = serverSdk(target);
    await page.evaluate(async () => {
      window.client = new window.Pusher(window.key, window.settings);
      for (const name of ['web-open', 'private-web', 'private-encrypted-web', 'presence-web', 'cache-web']) {
        const channel = window.client.subscribe(name);
        channel.bind('pusher:subscription_succeeded', window.note(`${name} joined`));
        channel.bind('hello', window.note(`${name} hello`));
        channel.bind('pusher:cache_miss', window.note(`${name} miss`));
        await window.saw(`${name} joined`);
      }
      window.client.signin();
      await window.client.user.signinDonePromise;
      window.client.user.bind('note', window.note('note'));
      await window.saw('cache-web miss');
    });
    for (const name of ['web-open', 'private-web', 'private-encrypted-web', 'presence-web', 'cache-web']) {
      await sdk.trigger(name, 'hello', { to: name, text: 'é 😀' });
    }
    await page.evaluate(async () => {
      const own = window.client.user.serverToUserChannel;
      while (!own.subscribed) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    await sdk.sendToUser('7', 'note', { hello: 'you' });
    return page.evaluate(async () => {
      const hello = {};
      for (const name of ['web-open', 'private-web', 'private-encrypted-web', 'presence-web', 'cache-web']) {
        hello[name] = await window.saw(`${name} hello`);
      }
      const members = window.client.channel('presence-web').members;
      return {
        hello,
        note: await window.saw('note'),
        user: window.client.user.user_data,
        me: members.me,
        transport: window.client.connection.connection.transport.name,
      };
    });
  });

/** Two people with Echo: who is here, who comes, who goes, what they whisper. */
export const browserEcho = (target) =>
  inBrowser(target, async (open) => {
    const first = await open('1');
    const second = await open('2');
    const start = (page) =>
      page.evaluate(async () => {
        window.echo = window.newEcho();
        window.room = window.echo
          .join('web-room')
          .here(window.note('here'))
          .joining(window.note('joining'))
          .leaving(window.note('leaving'))
          .listen('.order.shipped', window.note('shipped'))
          .listenForWhisper('typing', window.note('typing'));
        return window.saw('here');
      });
    const saw = (page, what) => page.evaluate((name) => window.saw(name), what);
    const hereFirst = await start(first);
    const hereSecond = await start(second);
    const joining = await saw(first, 'joining');
    await second.evaluate(() => window.room.whisper('typing', { at: 7 }));
    const typing = await saw(first, 'typing');
    await serverSdk(target).trigger('presence-web-room', 'order.shipped', { id: 9 });
    const shipped = await saw(second, 'shipped');
    await second.close();
    return { hereFirst, hereSecond, joining, typing, shipped, leaving: await saw(first, 'leaving') };
  });

/** A private channel that is refused, as Echo shows it. */
export const browserRefused = (target) =>
  inBrowser({ ...target, secret: 'wrong-secret' }, async (open) => {
    const page = await open('1');
    return page.evaluate(async () => {
      window.echo = window.newEcho();
      window.echo.private('web-refused').error(window.note('error'));
      return window.saw('error');
    });
  });
