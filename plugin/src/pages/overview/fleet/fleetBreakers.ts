import type { OpenBreaker } from '../breakers/openBreaker.ts';
import type { FleetAnswers } from './fleetRows.ts';

/** Agents whose configuration has the target at all: the greatest number that any chain's step counts. */
function agentsInAll({ steps }: FleetAnswers): number {
  const byModel = new Map<string, number>();
  for (const { labels, values } of steps ?? []) {
    const model = labels['model'] ?? '';
    byModel.set(model, (byModel.get(model) ?? 0) + (values.at(-1) ?? 0));
  }
  return Math.max(0, ...byModel.values());
}

function chainsOf(provider: string, upstreamModel: string, { targets }: FleetAnswers): number {
  const models = (targets ?? [])
    .filter(({ labels }) => labels['provider'] === provider && labels['upstream_model'] === upstreamModel)
    .map(({ labels }) => labels['model']);
  return new Set(models).size;
}

/** Open breakers of all agents: Prometheus says how many have one open, not when it probes. */
export function fleetBreakers(answers: FleetAnswers): readonly OpenBreaker[] {
  const of = agentsInAll(answers);
  return (answers.breakers ?? []).map(({ labels, values }) => {
    const provider = labels['provider'] ?? '';
    const upstreamModel = labels['upstream_model'] ?? '';
    const agents = values.at(-1) ?? 0;
    return {
      provider,
      upstreamModel,
      trigger: null,
      share: { agents, of: Math.max(of, agents) },
      chains: chainsOf(provider, upstreamModel, answers),
    };
  });
}
