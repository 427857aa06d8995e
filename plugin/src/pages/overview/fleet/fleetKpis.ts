import { t } from '@grafana/i18n';
import { count, money, type DisplayCurrency } from '../../../format/format.ts';
import { figure } from '../../../components/kpi/figure.ts';
import type { Kpi } from '../../../components/kpi/kpi.ts';
import { fallbackRateKpi, requestsKpi, savingsKpi, successKpi } from '../../../components/kpi/sharedKpis.ts';
import type { OverviewRow } from '../overviewRow.ts';
import type { FleetAnswers, Warnings } from './fleetRows.ts';

interface Facts {
  readonly answers: FleetAnswers;
  readonly rows: readonly OverviewRow[];
  readonly openBreakers: number;
  readonly warnings: Warnings;
  readonly currency: DisplayCurrency;
}

function extraCost(rows: readonly OverviewRow[], { answers, currency }: Facts): Kpi {
  const extra = rows.reduce((sum, row) => sum + (row.extraCostUsd ?? 0), 0);
  const spend = figure(answers, 'spend');
  return {
    label: t('overview.kpi.extra', 'Extra cost'),
    value: money(extra, currency),
    note:
      spend === undefined
        ? ''
        : t('overview.kpi.on-top', 'on top of {{- cost}}', { cost: money(Math.max(0, spend - extra), currency) }),
    help: t(
      'overview.kpi.extra-help',
      'What fallbacks cost above the primary, on the same tokens. Wasted cost of failed attempts: {{- wasted}}.',
      { wasted: money(figure(answers, 'wasted') ?? 0, currency) },
    ),
  };
}

/** The six figures of all agents. */
export function fleetKpis(facts: Facts): readonly Kpi[] {
  const { answers, rows, openBreakers, warnings, currency } = facts;
  const requests = rows.reduce((sum, row) => sum + row.totalRequests, 0);
  const fallbacks = rows.reduce((sum, row) => sum + row.fallbackCount, 0);
  return [
    requestsKpi(requests),
    fallbackRateKpi(requests === 0 ? undefined : fallbacks / requests, warnings.fallbackRate),
    successKpi(figure(answers, 'answered'), fallbacks),
    extraCost(rows, facts),
    savingsKpi(figure(answers, 'savings'), currency),
    {
      label: t('overview.kpi.breakers', 'Open breakers'),
      value: count(openBreakers),
      note: t('overview.kpi.on-any', 'on any agent'),
      ...(openBreakers > 0 && { tone: 'error' as const }),
    },
  ];
}
