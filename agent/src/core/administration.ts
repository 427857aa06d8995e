import { join } from 'node:path';
import type { StoreOperation } from '@understudy/contract';
import { followRevisions, openAuditLog, type AuditLog, type ConfigChange, type ConfigStore } from '../store/index.ts';
import { openPrices, type Prices } from './prices.ts';

export interface AdministrationOptions {
  readonly dataDir: string;
  readonly store: ConfigStore;
  /** The audit that the agents of a group share; absent = one of its own, in the data folder. Closed with the rest. */
  readonly auditLog?: AuditLog | null;
  /** `--prices-url`. */
  readonly pricesUrl: string | undefined;
  /** Epoch ms. */
  readonly now: () => number;
  /** Told of what the disk refused. */
  readonly onProblem: (message: string, op: StoreOperation) => void;
}

/** What the control plane keeps beside the document: the audit, and since when prices are in force. */
export interface Administration {
  readonly auditLog: AuditLog;
  readonly prices: Prices;
  /** Epoch ms at which a price of the document in force last changed; takes the document over. */
  readonly pricesUpdatedAt: (document: Parameters<Prices['ages']['follow']>[0]) => number | null;
  /** Notes a reload by signal. */
  readonly noteReload: () => void;
  /** Notes a configuration that was refused: of the file under `--managed`, or of another agent. */
  readonly noteRefused: (change: Extract<ConfigChange, { kind: 'refused' }>, managed: boolean) => void;
  readonly close: () => Promise<void>;
}

const MAX_DETAIL = 500;

/** Opens them in the data folder. @throws the system's error where it cannot be used */
export async function openAdministration(options: AdministrationOptions): Promise<Administration> {
  const { dataDir, store, now, onProblem } = options;
  const prices = await openPrices(options);
  const auditLog =
    options.auditLog ??
    (await openAuditLog({
      folder: join(dataDir, 'audit'),
      onError: (error) => onProblem(`the audit could not be written: ${(error as Error).message}`, 'audit'),
    }));
  const endFollowing = await followRevisions(auditLog, store, { onProblem: (problem) => onProblem(problem, 'audit') });
  const note = (action: string, outcome: 'done' | 'refused', detail: string): void =>
    auditLog.add({
      at: new Date(now()).toISOString(),
      author: 'agent',
      token: null,
      role: null,
      action,
      target: '',
      outcome,
      status: 0,
      detail: detail.slice(0, MAX_DETAIL),
      revision: null,
      changes: [],
    });
  return {
    auditLog,
    prices,
    pricesUpdatedAt: (document) => {
      prices.ages.follow(document, store.current()?.at);
      return prices.ages.updatedAt;
    },
    noteReload: () => note('reload', 'done', 'SIGHUP'),
    noteRefused: ({ findings }, managed) =>
      note(managed ? 'managed' : 'reload', 'refused', findings.map(({ message }) => message).join('; ')),
    close: async () => {
      endFollowing();
      await prices.close();
      await auditLog.close();
    },
  };
}
