import type { Cost, Understudy } from 'understudy';

/** A text that waits to be summarised. */
export interface Job {
  readonly id: string;
  readonly text: string;
}

/** What is stored of a job that is done. `model` is the requested one: reports by model stay what they are in an outage. */
export interface JobRecord {
  readonly job: string;
  readonly model: string;
  readonly servedModel: string;
  readonly usedFallback: boolean;
  /** What left the requested model, for example `rate_limit`; null where it answered itself. */
  readonly trigger: string | null;
  readonly attempts: number;
  readonly cost: Cost;
  readonly summary: string;
}

/** What a worker works with. */
export interface Worker {
  readonly understudy: Understudy;
  readonly model: string;
  /** Stores a record; the next job waits for it. */
  readonly store: (record: JobRecord) => Promise<void>;
}

/**
 * Does one job.
 * @throws UnderstudyError of the last model where every one failed; Understudy has logged them all by then
 */
export async function work({ understudy, model, store }: Worker, job: Job): Promise<JobRecord> {
  const prompt = `Summarise in a sentence: ${job.text}`;
  const answer = await understudy.callWithFallback(
    model,
    { messages: [{ role: 'user', content: prompt }] },
    { client: 'queue-worker', tags: [`job:${job.id}`] },
  );
  const record: JobRecord = {
    job: job.id,
    model: answer.requestedModel,
    servedModel: answer.servedModel,
    usedFallback: answer.usedFallback,
    trigger: answer.trigger,
    attempts: answer.attempts.length,
    cost: answer.cost,
    summary: answer.response.choices[0]?.message.content ?? '',
  };
  await store(record);
  return record;
}
