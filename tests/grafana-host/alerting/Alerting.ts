import { FolderStore } from './FolderStore.ts';
import type { HostRule } from './hostRule.ts';
import { RuleStates } from './ruleStates.ts';
import { RuleStore } from './RuleStore.ts';

/** Folders and alerting of the host. */
export class Alerting {
  readonly folders = new FolderStore();
  readonly rules = new RuleStore(this.folders);
  readonly #states: RuleStates;

  constructor(prometheusUrl: string | undefined) {
    this.#states = new RuleStates(prometheusUrl);
  }

  /** `GET /api/prometheus/grafana/api/v1/rules`. */
  async states(): Promise<object> {
    const groups = new Map<string, { name: string; file: string; folderUid: string; rules: object[] }>();
    for (const rule of this.rules.list()) {
      const key = JSON.stringify([rule.folderUID, rule.ruleGroup]);
      const { title } = this.folders.get(rule.folderUID);
      const group = groups.get(key) ?? { name: rule.ruleGroup, file: title, folderUid: rule.folderUID, rules: [] };
      group.rules.push(await this.#told(rule));
      groups.set(key, group);
    }
    return { status: 'success', data: { groups: [...groups.values()], totals: {} } };
  }

  async #told(rule: HostRule): Promise<object> {
    const queries = rule.data.flatMap(({ model }) => (typeof model?.['expr'] === 'string' ? [model['expr']] : []));
    return {
      ...(await this.#states.of(rule)),
      name: rule.title,
      query: queries.join(' | '),
      uid: rule.uid,
      folderUid: rule.folderUID,
      labels: rule.labels ?? {},
      annotations: rule.annotations ?? {},
      isPaused: rule.isPaused ?? false,
      type: 'alerting',
      lastEvaluation: new Date().toISOString(),
      evaluationTime: 0.01,
    };
  }
}
