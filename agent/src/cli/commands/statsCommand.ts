import { getFallbackStats, type FallbackStats } from '@understudy/contract';
import type { Command } from 'commander';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { table } from '../render/table.ts';
import { multiplier, percent, usd } from '../render/units.ts';

interface StatsOptions extends RemoteOptions {
  readonly tz?: string;
}

const EXAMPLES = `
Examples:
  $ understudy stats
  $ understudy stats --tz America/Sao_Paulo --json`;

function render({ stats, summary }: FallbackStats): string {
  const rows = stats.map((stat) => [
    stat.model,
    stat.fallbackModel ?? '-',
    percent(stat.fallbackRate),
    `${stat.fallbackCount}/${stat.totalRequests}`,
    usd(stat.estimatedFallbackCostUsd),
    `${multiplier(stat.costMultiplier)}${stat.exceeds2x ? ' !' : ''}${stat.estimated ? ' *' : ''}`,
  ]);
  const notes = stats.some(({ estimated }) => estimated) ? ['* part of the tokens was counted, not reported'] : [];
  return [
    rows.length === 0
      ? 'No chains and no requests today.'
      : table(['MODEL', 'FALLBACK', 'RATE', 'COUNT', 'COST', 'MULTIPLIER'], rows),
    '',
    `${summary.fallbacksToday} fallbacks today, ${summary.modelsWithFallback} models fell back`,
    ...notes,
  ].join('\n');
}

/** `understudy stats`. */
export function statsCommand(kit: CommandKit): Command {
  return remoteCommand('stats', 'fallbacks of today by model: rate, count, cost')
    .option(
      '--tz <zone>',
      'time zone in which the day is meant (IANA name)',
      Intl.DateTimeFormat().resolvedOptions().timeZone,
    )
    .addHelpText('after', EXAMPLES)
    .action((options: StatsOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(getFallbackStats, { query: { tz: options.tz } });
        print(kit, options, body, () => render(body));
      }),
    );
}
