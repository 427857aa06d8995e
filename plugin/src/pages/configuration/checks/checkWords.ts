import { t } from '@grafana/i18n';
import { duration, relativeTime } from '../../../format/format.ts';
import type { CheckId, CheckState, Fact } from './check.ts';

/** A check by name: as a question, and as its answer where that reads differently. */
interface Names {
  readonly open: string;
  readonly passed: string;
  readonly failed: string;
}

function namesOf(id: CheckId): Names {
  switch (id) {
    case 'agent': {
      const answers = t('check.agent', 'Agent answers');
      return { open: answers, passed: answers, failed: t('check.agent-failed', 'Agent does not answer') };
    }
    case 'admin':
      return {
        open: t('check.admin', 'Admin token'),
        passed: t('check.admin-passed', 'Admin token accepted'),
        failed: t('check.admin-failed', 'Admin token refused'),
      };
    case 'viewer':
      return {
        open: t('check.viewer', 'Viewer token'),
        passed: t('check.viewer-passed', 'Viewer token accepted'),
        failed: t('check.viewer-failed', 'Viewer token refused'),
      };
    case 'version': {
      const version = t('check.version', 'Version');
      return { open: version, passed: version, failed: version };
    }
    case 'prometheus':
      return {
        open: t('check.prometheus', 'Prometheus'),
        passed: t('check.prometheus-passed', 'Prometheus has our series'),
        failed: t('check.prometheus-failed', 'Prometheus does not have our series'),
      };
  }
}

/** What is checked, as it stands. */
export function checkName(id: CheckId, { state }: CheckState): string {
  const names = namesOf(id);
  return state === 'passed' || state === 'failed' ? names[state] : names.open;
}

/** What a check found out. */
export function factWords(fact: Fact): string {
  switch (fact.kind) {
    case 'answered':
      return duration(fact.ms);
    case 'role':
      return fact.role === 'admin' ? t('check.role-admin', 'role admin') : t('check.role-viewer', 'role viewer');
    case 'open':
      return t('check.open', 'none set, none asked for');
    case 'shared':
      return t('check.shared', 'the admin token reads too');
    case 'version':
      return t('check.supported', '{{version}}, supported', { version: fact.version });
    case 'series': {
      const ago = relativeTime(Date.now() - fact.scrapedMs);
      return fact.agents === 1
        ? t('check.series-one', '1 agent, newest {{ago}}', { ago })
        : t('check.series', '{{agents}} agents, newest {{ago}}', { agents: fact.agents, ago });
    }
    case 'none-chosen':
      return t('check.none-chosen', 'none chosen');
  }
}
