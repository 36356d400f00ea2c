// The server SDK's webhook helper, given what an endpoint received.
import process from 'node:process';
import { serverSdk } from '../lib/sdk.mjs';

/** Verifies the request in PARLEY_WEBHOOK, once as it came and once with a byte changed. */
export const webhook = async (target) => {
  const { headers, body } = JSON.parse(process.env.PARLEY_WEBHOOK ?? '{}');
  const sdk = serverSdk(target);
  const hook = sdk.webhook({ headers, rawBody: body });
  const forged = sdk.webhook({ headers, rawBody: `${body} ` });
  return {
    valid: hook.isValid(),
    contentType: hook.isContentTypeValid(),
    bodyValid: hook.isBodyValid(),
    events: hook.getEvents(),
    time: hook.getTime().getTime(),
    forged: forged.isValid(),
  };
};
