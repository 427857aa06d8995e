import type { EndpointResult, getOverview, OverviewTotal } from '@understudy/contract';
import { t } from '@grafana/i18n';
import {
  compactCount,
  count,
  DASH,
  money,
  points,
  rate,
  rateChange,
  type DisplayCurrency,
} from '../../format/format.ts';
import type { Kpi } from '../../components/kpi/kpi.ts';

type Overview = EndpointResult<typeof getOverview>;

function requests({ requests: all, comparison, trend }: OverviewTotal): Kpi {
  const change = comparison?.requestsChange ?? null;
  return {
    label: t('overview.kpi.requests', 'Requests'),
    value: compactCount(all),
    note:
      change === null
        ? ''
        : t('overview.kpi.vs-yesterday', '{{- change}} vs. yesterday', { change: rateChange(change) }),
    trend: trend.requests,
  };
}

function fallbackRate({ fallbackRate: value, comparison, trend }: OverviewTotal, warning: number): Kpi {
  const change = comparison?.fallbackRateChange ?? null;
  return {
    label: t('overview.kpi.rate', 'Fallback rate'),
    value: rate(value),
    note: change === null ? '' : t('overview.kpi.points', '{{- change}} points', { change: points(change) }),
    trend: trend.fallbackRate,
    ...(value > warning && { tone: 'warning' as const }),
  };
}

function success({ fallbackSuccessRate, fallbackAnswers, fallbacks }: OverviewTotal): Kpi {
  return {
    label: t('overview.kpi.success', 'Success after fallback'),
    value: rate(fallbackSuccessRate),
    note:
      fallbacks === 0
        ? t('overview.kpi.none-fell-back', 'no request fell back')
        : t('overview.kpi.of', '{{- part}} of {{- total}}', { part: count(fallbackAnswers), total: count(fallbacks) }),
  };
}

function extraCost({ extraCostUsd, onTopOfUsd, wastedCostUsd }: OverviewTotal, currency: DisplayCurrency): Kpi {
  return {
    label: t('overview.kpi.extra', 'Extra cost'),
    value: money(extraCostUsd, currency),
    note: t('overview.kpi.on-top', 'on top of {{- cost}}', { cost: money(onTopOfUsd, currency) }),
    help: t(
      'overview.kpi.extra-help',
      'What fallbacks cost above the primary, on the same tokens. Wasted cost of failed attempts: {{- wasted}}.',
      { wasted: money(wastedCostUsd, currency) },
    ),
  };
}

function savings({ savings: against }: OverviewTotal, currency: DisplayCurrency): Kpi {
  const label = t('overview.kpi.savings', 'Savings');
  if (!against) return { label, value: DASH, note: t('overview.kpi.no-reference', 'no reference model chosen') };
  const model = against.reference.displayName;
  if (against.savingsUsd === null) {
    return { label, value: DASH, note: t('overview.kpi.unpriced-reference', '{{- model}} has no price', { model }) };
  }
  return {
    label,
    value: money(against.savingsUsd, currency),
    note: t('overview.kpi.vs-model', 'vs. {{- model}} for all', { model }),
  };
}

/** The six figures of one agent's day. */
export function agentKpis({ total, warnings, currency, breakers }: Overview): readonly Kpi[] {
  return [
    requests(total),
    fallbackRate(total, warnings.fallbackRate),
    success(total),
    extraCost(total, currency),
    savings(total, currency),
    {
      label: t('overview.kpi.breakers', 'Open breakers'),
      value: count(breakers.open),
      note: t('overview.kpi.of-all', 'of {{- total}}', { total: count(breakers.total) }),
      ...(breakers.open > 0 && { tone: 'error' as const }),
    },
  ];
}
