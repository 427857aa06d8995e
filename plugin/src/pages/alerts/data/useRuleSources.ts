import { useMemo } from 'react';
import type { AlertRules } from '@understudy/contract';
import type { RuleStatus } from '../../../api/alerting/ruleStates.ts';
import { useSettings } from '../../../api/SettingsContext.ts';
import type { Series } from '../../../api/prometheus.ts';
import { useGrafanaMay } from '../../../hooks/useGrafanaMay.ts';
import { usePrometheus } from '../../../hooks/usePrometheus.ts';
import { activeAlerts, recordedSeries } from '../../../promql/alerts.ts';
import { editedByHand, fieldsOf } from '../install/fingerprint.ts';
import { grafanaRule } from '../install/grafanaRule.ts';
import { isLocked } from '../install/installPlan.ts';
import type { RecordingSources } from '../rules/recordingViews.ts';
import type { Sources } from '../rules/ruleViews.ts';
import { useInstalledRules } from './useInstalledRules.ts';
import { useRuleStatuses } from './useRuleStatuses.ts';

/** Everything that is known of how the rules stand. */
export interface RuleSources {
  readonly sources: Sources;
  readonly recording: RecordingSources;
  /** Why Prometheus could not be asked; undefined = it was, or none is chosen. */
  readonly prometheusError: Error | undefined;
  /** Why Grafana could not be asked. */
  readonly grafanaError: Error | undefined;
  /** True until each was asked once. */
  readonly loading: boolean;
}

const now = (at: number) => ({ from: at, to: at });

function useActiveAlerts(uid: string | undefined, rules: AlertRules | undefined) {
  const expression = activeAlerts(rules?.alerting.rules.map(({ alert }) => alert) ?? []);
  return usePrometheus('active-alerts', {
    uid: rules && uid,
    expressions: { alerts: expression },
    rangeAt: now,
    rangeKey: 'now',
  });
}

function useRecorded(uid: string | undefined, rules: AlertRules | undefined) {
  const expression = recordedSeries(rules?.recording.rules.map(({ record }) => record) ?? []);
  return usePrometheus('recorded', {
    uid: rules && uid,
    expressions: { recorded: expression },
    rangeAt: now,
    rangeKey: 'now',
  });
}

const namesOf = (series: readonly Series[] | undefined): ReadonlySet<string> | undefined =>
  series && new Set(series.flatMap(({ labels }) => labels['__name__'] ?? []));

/** Uids of what Grafana has in another form than the agent's; what was chosen at the install is no difference. */
function useOutdated(rules: AlertRules | undefined): ReadonlySet<string> {
  const installed = useInstalledRules().data;
  return useMemo(() => {
    const uids = (installed ?? []).filter((rule) => {
      const wanted = rules?.alerting.rules.find(({ id }) => id === rule.uid);
      if (!wanted) return false;
      const { folderUID: folderUid, ruleGroup: group, data } = rule;
      const target = { folderUid, group, sourceUid: data[0]?.datasourceUid ?? '' };
      const same = JSON.stringify(fieldsOf(grafanaRule(wanted, target))) === JSON.stringify(fieldsOf(rule));
      return !same || (editedByHand(rule) && !isLocked(rule));
    });
    return new Set(uids.map(({ uid }) => uid));
  }, [installed, rules]);
}

function isComplete(grafana: readonly RuleStatus[] | undefined, prometheus: unknown, uid: string | undefined): boolean {
  return grafana !== undefined && (uid === undefined || prometheus !== undefined);
}

/** Asks Grafana and the Prometheus of the app's settings how the rules stand; where its rules are closed, its alerts. */
export function useRuleSources(rules: AlertRules | undefined): RuleSources {
  const { prometheusUid: uid } = useSettings();
  const mayGrafana = useGrafanaMay('alert.rules:read');
  const mayExternal = useGrafanaMay('alert.rules.external:read');
  const grafana = useRuleStatuses(mayGrafana ? 'grafana' : undefined);
  const prometheus = useRuleStatuses(mayExternal ? uid : undefined);
  const closed = uid !== undefined && (!mayExternal || prometheus.isError);
  const alerts = useActiveAlerts(closed ? uid : undefined, rules);
  const recorded = useRecorded(uid, rules);
  const outdated = useOutdated(rules);
  const found = closed ? alerts.data?.['alerts'] : undefined;
  return {
    sources: {
      prometheus: prometheus.data,
      alerts: found,
      grafana: grafana.data,
      outdated,
      complete: isComplete(grafana.data, prometheus.data, uid),
    },
    recording: { statuses: prometheus.data, series: namesOf(recorded.data?.['recorded']) },
    prometheusError: (closed ? alerts.error : null) ?? undefined,
    grafanaError: grafana.error ?? undefined,
    loading: grafana.isLoading || prometheus.isLoading || alerts.isLoading,
  };
}
