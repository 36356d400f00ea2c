// The server under test, as the test names it in the environment.
import process from 'node:process';

const need = (name) => {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set`);
  }
  return value;
};

export const target = {
  host: need('PARLEY_HOST'),
  port: Number(need('PARLEY_PORT')),
  path: process.env.PARLEY_PATH_PREFIX ?? '',
  appId: need('PARLEY_APP_ID'),
  key: need('PARLEY_KEY'),
  secret: need('PARLEY_SECRET'),
  masterKey: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64'),
};
