import { t } from '@grafana/i18n';
import { compactCount, count, DASH, money, rate, type DisplayCurrency } from '../../../format/format.ts';
import type { Kpi } from '../../../components/kpi/kpi.ts';
import type { OverviewRow } from '../overviewRow.ts';
import type { FleetAnswers, Warnings } from './fleetRows.ts';

interface Facts {
  readonly answers: FleetAnswers;
  readonly rows: readonly OverviewRow[];
  readonly openBreakers: number;
  readonly warnings: Warnings;
  readonly currency: DisplayCurrency;
}

function figure(answers: FleetAnswers, name: 'answered' | 'spend' | 'savings' | 'wasted'): number | undefined {
  const value = answers[name]?.[0]?.values.at(-1);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function success(answered: number | undefined, fallbacks: number): Kpi {
  const share = answered === undefined || fallbacks === 0 ? undefined : Math.min(1, answered / fallbacks);
  return {
    label: t('overview.kpi.success', 'Success after fallback'),
    value: rate(share),
    note:
      fallbacks === 0
        ? t('overview.kpi.none-fell-back', 'no request fell back')
        : t('overview.kpi.of', '{{- part}} of {{- total}}', { part: count(answered), total: count(fallbacks) }),
  };
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
  const fallbackRate = requests === 0 ? undefined : fallbacks / requests;
  const savings = figure(answers, 'savings');
  return [
    { label: t('overview.kpi.requests', 'Requests'), value: compactCount(requests), note: '' },
    {
      label: t('overview.kpi.rate', 'Fallback rate'),
      value: rate(fallbackRate),
      note: '',
      ...((fallbackRate ?? 0) > warnings.fallbackRate && { tone: 'warning' as const }),
    },
    success(figure(answers, 'answered'), fallbacks),
    extraCost(rows, facts),
    {
      label: t('overview.kpi.savings', 'Savings'),
      value: savings === undefined ? DASH : money(savings, currency),
      note: t('overview.kpi.vs-requested', 'vs. the requested models'),
    },
    {
      label: t('overview.kpi.breakers', 'Open breakers'),
      value: count(openBreakers),
      note: t('overview.kpi.on-any', 'on any agent'),
      ...(openBreakers > 0 && { tone: 'error' as const }),
    },
  ];
}
