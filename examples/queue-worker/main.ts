import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createUnderstudy, UnderstudyError } from 'understudy';
import { work, type Job, type JobRecord } from './worker.ts';

const here = import.meta.dirname;
const { UNDERSTUDY_CONFIG = join(here, '../understudy.yaml'), RECORDS = 'records.jsonl' } = process.env;

/** A job that failed goes back to the end of the queue, so often in all. */
const TRIES = 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function sayDone({ job, model, servedModel, usedFallback, trigger, cost }: JobRecord): void {
  const by = usedFallback ? `${servedModel} for ${model}, after ${trigger ?? 'a failure'}` : servedModel;
  say(`${job}: done by ${by}; $${cost.usd ?? '?'}`);
}

const understudy = createUnderstudy(UNDERSTUDY_CONFIG);
const queue = (JSON.parse(await readFile(join(here, 'jobs.json'), 'utf8')) as Job[]).map((job) => ({ job, tries: 0 }));
const store = (record: JobRecord): Promise<void> => appendFile(RECORDS, `${JSON.stringify(record)}\n`);

for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
  const { job, tries } = next;
  try {
    sayDone(await work({ understudy, model: 'gpt-4o', store }, job));
  } catch (error) {
    if (!(error instanceof UnderstudyError)) throw error;
    say(`${job.id}: ${error.code} from ${error.attempts.at(-1)?.model ?? 'no model'}: ${error.message}`);
    if (tries + 1 < TRIES) queue.push({ job, tries: tries + 1 });
    else process.exitCode = 1;
  }
}
await understudy.close();
