// A real browser with the site of lib/page.mjs open.
import process from 'node:process';
import { chromium } from 'playwright-core';
import { pusherScript, site } from './page.mjs';

/**
 * Opens the site in a browser and hands over a function that opens one tab for a user; on another page if one is
 * named, which gets the SDK even where its own rules allow no foreign script.
 */
export const inBrowser = async (target, talk) => {
  const served = await site(target);
  const browser = await chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    return await talk(async (user, { url, bypassCSP } = {}) => {
      const page = await (await browser.newContext({ bypassCSP })).newPage();
      await page.goto(url ?? served.url);
      if (url !== undefined) {
        await page.addScriptTag({ path: pusherScript() });
      }
      await page.evaluate(prepare, { ...target, secret: undefined, user });
      return page;
    });
  } finally {
    await browser.close();
    served.close();
  }
};

/** Runs in the page: settings for the SDKs and a way to wait for what they say. */
const prepare = (target) => {
  const headers = { 'X-User': target.user };
  window.settings = {
    cluster: '',
    wsHost: target.host,
    wsPort: target.port,
    wsPath: target.path,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: { endpoint: '/pusher/auth', transport: 'ajax', headers },
    userAuthentication: { endpoint: '/pusher/user-auth', transport: 'ajax', headers },
  };
  window.key = target.key;
  window.newEcho = () => {
    const { channelAuthorization, userAuthentication, ...connection } = window.settings;
    return new window.Echo.default({
      broadcaster: 'pusher',
      key: target.key,
      ...connection,
      auth: { headers },
    });
  };
  window.seen = [];
  window.note = (what) => (data) => window.seen.push([what, data]);
  window.saw = async (what) => {
    for (let i = 0; i < 1500; i++) {
      const found = window.seen.find(([name]) => name === what);
      if (found) {
        return found[1] ?? null;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`never saw ${what}, only ${JSON.stringify(window.seen)}`);
  };
};
