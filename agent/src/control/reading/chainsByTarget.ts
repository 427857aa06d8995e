import { chainSteps, type ConfigDocument } from '@understudy/contract';

/** Models whose chains have a target as a step, special lists included, in the order of the document. */
export type TargetUsers = ReadonlyMap<string, readonly string[]>;

/** Provider and upstream model, as the engine's steps name what they call. */
function targetOf(provider: string, upstreamModel: string): string {
  return `${provider} ${upstreamModel}`;
}

/** Which chains use which target. */
export function chainsByTarget({ models, chains }: ConfigDocument): TargetUsers {
  const targets = new Map(
    models.map(({ id, provider, upstreamModel = id }) => [id, targetOf(provider, upstreamModel)]),
  );
  const users = new Map<string, string[]>();
  for (const chain of chains) {
    const named = [chain.model, ...chainSteps(chain).map(({ model }) => model)];
    for (const target of new Set(named.flatMap((model) => targets.get(model) ?? []))) {
      const list = users.get(target);
      if (list === undefined) users.set(target, [chain.model]);
      else list.push(chain.model);
    }
  }
  return users;
}
