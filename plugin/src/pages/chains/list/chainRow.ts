import {
  PROVEN_DAYS,
  type ActiveStep,
  type ChainResource,
  type LastProven,
  type PresetName,
} from '@understudy/contract';

/** One step of a chain on its line. */
export interface RowStep {
  readonly model: string;
  /** Its breaker is open. */
  readonly open: boolean;
  /** The next request would use it. */
  readonly inEffect: boolean;
}

/** One line of the list of chains. */
export interface ChainRow {
  readonly model: string;
  readonly enabled: boolean;
  /** The breaker of the primary is open. */
  readonly open: boolean;
  readonly steps: readonly RowStep[];
  /** Null = not known yet. */
  readonly active: ActiveStep | null;
  readonly preset: PresetName | null;
  /** The chain has a policy of its own over the preset. */
  readonly edited: boolean;
  /** Fallback rate of today; null = no request that counts. */
  readonly rate: number | null;
  readonly lastProven: LastProven | null;
}

const DAY_MS = 86_400_000;

/** The line of a chain. */
export function chainRow({ model, fallbacks, enabled = true, status }: ChainResource): ChainRow {
  const open = new Set(status?.openModels);
  const today = status?.today;
  return {
    model,
    enabled,
    open: open.has(model),
    steps: fallbacks.map((step, at) => ({
      model: step,
      open: open.has(step),
      inEffect: enabled && status?.position === at + 1,
    })),
    active: status ?? null,
    preset: status?.preset ?? null,
    edited: status?.edited ?? false,
    rate: today && today.totalRequests > 0 ? today.fallbackRate : null,
    lastProven: status?.lastProven ?? null,
  };
}

/** Whether the last proof still counts, at `now` (epoch ms). */
export function isProven({ lastProven }: Pick<ChainRow, 'lastProven'>, now: number): boolean {
  return lastProven !== null && now - Date.parse(lastProven.at) < PROVEN_DAYS * DAY_MS;
}
