import type { ConfigDocument } from '@understudy/contract';
import { createUnderstudy, type Understudy, type UnderstudyOptions } from '../../agent/src/index.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

/** One line of the log. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly words: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A logger that remembers. */
export class LogBook {
  readonly lines: LogLine[] = [];

  info(fields: object, words: string): void {
    this.#note('info', fields, words);
  }

  warn(fields: object, words: string): void {
    this.#note('warn', fields, words);
  }

  error(fields: object, words: string): void {
    this.#note('error', fields, words);
  }

  /** Level and words of each line. */
  get said(): string[] {
    return this.lines.map(({ level, words }) => `${level}: ${words}`);
  }

  #note(level: LogLine['level'], fields: object, words: string): void {
    this.lines.push({ level, words, fields: { ...fields } });
  }
}

/** The library with a primary (openai) and a fallback (anthropic) at simulated providers. */
export interface LibraryStage {
  readonly lead: Sim;
  readonly second: Sim;
  readonly log: LogBook;
  readonly document: ConfigDocument;
  readonly understudy: Understudy;
  close(): Promise<void>;
}

/** The chain lead → second; both have prices, so that costs are known. */
export function stageDocument(lead: Sim, second: Sim, more: Partial<ConfigDocument> = {}): ConfigDocument {
  return chainDocument({
    steps: [
      stepAt(lead, 'lead', 'openai', { model: { price: { input: 2, output: 10 } } }),
      stepAt(second, 'second', 'anthropic', { model: { price: { input: 3, output: 15 } } }),
    ],
    policy: { preset: 'immediate', breaker: { enabled: false } },
    document: more,
  });
}

/** Sets the stage; `options` are over a logger that remembers. */
export async function setLibraryStage(
  options: UnderstudyOptions = {},
  more: Partial<ConfigDocument> = {},
): Promise<LibraryStage> {
  const [lead, second] = await Promise.all([startSim(), startSim()]);
  const log = new LogBook();
  const document = stageDocument(lead, second, more);
  const understudy = createUnderstudy(document, { logger: log, ...options });
  const close = async (): Promise<void> => {
    await understudy.close();
    await Promise.all([lead.close(), second.close()]);
  };
  return { lead, second, log, document, understudy, close };
}
