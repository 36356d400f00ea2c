// Runs one scenario against the server named by the environment and prints its result as one JSON line.
import process from 'node:process';
import { target } from './lib/target.mjs';
import * as serverSdk from './scenarios/server-sdk.mjs';
import * as client from './scenarios/client.mjs';
import * as refusals from './scenarios/refusals.mjs';
import * as users from './scenarios/users.mjs';
import * as browser from './scenarios/browser.mjs';
import * as fallback from './scenarios/fallback.mjs';
import * as webhook from './scenarios/webhook.mjs';
import * as messenger from './scenarios/messenger.mjs';
import * as socketio from './scenarios/socketio.mjs';

const scenarios = { ...serverSdk, ...client, ...refusals, ...users, ...browser, ...fallback, ...webhook, ...messenger, ...socketio };
const name = process.argv[2] ?? '';
const scenario = scenarios[name];
if (typeof scenario !== 'function') {
  console.error(`unknown scenario ${name}; there are: ${Object.keys(scenarios).join(', ')}`);
  process.exit(2);
}
try {
  const result = await scenario(target);
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
} catch (error) {
  console.error(error);
  process.exit(1);
}
