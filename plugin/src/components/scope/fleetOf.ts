import type { Series } from '../../api/prometheus.ts';

/** What Prometheus says of all agents. */
export interface Fleet {
  readonly agents: number;
  readonly groups: readonly string[];
  /** Agents whose configuration is not the one that most agents of their group run. */
  readonly differing: number;
}

const valueOf = (series: Series): number => series.values.at(-1) ?? 0;

/** Adds up agents by group and configuration (`count by (group, hash)`). */
export function fleetOf(series: readonly Series[]): Fleet {
  const groups = [...new Set(series.map(({ labels }) => labels['group'] ?? ''))].sort();
  const counts = groups.map((group) => series.filter(({ labels }) => (labels['group'] ?? '') === group).map(valueOf));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    agents: sum(counts.flat()),
    groups,
    differing: sum(counts.map((group) => sum(group) - Math.max(0, ...group))),
  };
}
