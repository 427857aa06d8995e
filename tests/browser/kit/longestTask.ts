import type { Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds, where the event has an end. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Tasks of a page's main thread while something was done. */
export interface LongestTask {
  /** Processor time of the longest task in milliseconds: a busy machine doesn't make it longer, as it does the next. */
  readonly processorMs: number;
  /** What the browser itself reports as long tasks (over 50 ms from begin to end), in milliseconds. */
  readonly reported: readonly number[];
}

declare global {
  interface Window {
    longTasks?: number[];
  }
}

function isTraceEvent(event: unknown): event is TraceEvent {
  if (typeof event !== 'object' || event === null) return false;
  return 'name' in event && 'ph' in event && 'pid' in event && 'tid' in event;
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;

function longest(events: readonly TraceEvent[]): number {
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = events.filter(
    (event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(threadOf(event)),
  );
  if (tasks.length === 0) throw new Error('the trace has no task of the page');
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
}

/** Does something with a page and measures how long it was deaf meanwhile at most. */
export async function longestTask(page: Page, action: () => Promise<void>): Promise<LongestTask> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser of its own');
  await page.evaluate(() => {
    const seen: number[] = [];
    window.longTasks = seen;
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    // Typed too narrowly by the protocol's description.
    const collected: readonly unknown[] = value;
    events.push(...collected.filter(isTraceEvent));
  });
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] } });
  await action();
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return { processorMs: longest(events), reported: await page.evaluate(() => window.longTasks ?? []) };
}
