import type { AlertingClient } from '../api/alerting/alertingClient.ts';
import { GrafanaError } from '../api/alerting/GrafanaError.ts';
import type { Folder, ProvisionedRule, RuleGroup } from '../api/alerting/provisionedRule.ts';
import type { RuleStatus } from '../api/alerting/ruleStates.ts';

/** Grafana's alerting, played in memory: groups are replaced as a whole. */
export class FakeAlerting {
  rules: readonly ProvisionedRule[] = [];
  folders: readonly Folder[] = [];
  /** By source; what is not here is refused with a 404. */
  statuses: Readonly<Record<string, readonly RuleStatus[]>> = { grafana: [] };
  /** What a call fails with. */
  failing: Partial<Record<keyof AlertingClient, GrafanaError>> = {};
  /** Groups as they were written, oldest first. */
  readonly written: RuleGroup[] = [];
  readonly deleted: string[] = [];

  readonly client: AlertingClient = {
    states: (source) =>
      this.#answer('states', () => {
        const found = this.statuses[source];
        if (!found) throw new GrafanaError('data source not found', 404);
        return found;
      }),
    rules: () => this.#answer('rules', () => this.rules),
    folders: () => this.#answer('folders', () => this.folders),
    group: (folderUid, title) =>
      this.#answer('group', () => {
        const rules = this.rules.filter((rule) => rule.folderUID === folderUid && rule.ruleGroup === title);
        if (rules.length === 0) throw new GrafanaError('Alert rule group not found', 404);
        return { title, folderUid, interval: 60, rules: [...rules] };
      }),
    writeGroup: (group) =>
      this.#answer('writeGroup', () => {
        this.written.push(group);
        const uids = new Set(group.rules.map(({ uid }) => uid));
        const others = this.rules.filter(
          (rule) => !uids.has(rule.uid) && !(rule.folderUID === group.folderUid && rule.ruleGroup === group.title),
        );
        this.rules = [
          ...others,
          ...group.rules.map((rule) => ({ ...rule, folderUID: group.folderUid, ruleGroup: group.title })),
        ];
      }),
    deleteGroup: (folderUid, title) =>
      this.#answer('deleteGroup', () => {
        this.deleted.push(`${folderUid}/${title}`);
        this.rules = this.rules.filter((rule) => rule.folderUID !== folderUid || rule.ruleGroup !== title);
      }),
    ensureFolder: (folder) =>
      this.#answer('ensureFolder', () => {
        if (this.folders.some(({ uid }) => uid === folder.uid)) return false;
        this.folders = [...this.folders, folder];
        return true;
      }),
  };

  async #answer<T>(call: keyof AlertingClient, make: () => T): Promise<T> {
    const error = this.failing[call];
    if (error) throw error;
    return make();
  }
}
