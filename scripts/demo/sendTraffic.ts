import { once } from 'node:events';
import { DemoTraffic } from './traffic.ts';

/** Sends requests until it is told to stop: the service `traffic` of docker-compose.yml. Says only what went wrong. */
const { TRAFFIC_URL, TRAFFIC_KEY, TRAFFIC_MODELS } = process.env;
if (!TRAFFIC_URL) throw new TypeError('TRAFFIC_URL has to name the data plane, such as http://agent:4100');

const traffic = new DemoTraffic(
  TRAFFIC_URL,
  ({ requested, status, trigger }) => {
    if (status !== 200) process.stdout.write(`${requested}: ${status === 0 ? trigger : status}\n`);
  },
  { key: TRAFFIC_KEY, ...(TRAFFIC_MODELS ? { models: TRAFFIC_MODELS.split(',') } : {}) },
);
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
traffic.stop();
