import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createUnderstudy } from 'understudy';
import { createApp } from './app.ts';

const { UNDERSTUDY_CONFIG = join(import.meta.dirname, '../understudy.yaml'), PORT = '3000' } = process.env;

const understudy = createUnderstudy(UNDERSTUDY_CONFIG);
const server = createApp(understudy).listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

process.once('SIGTERM', () => {
  server.close();
  void understudy.close();
});
