import { ApiProblem } from './ApiProblem.ts';
import type { FolderStore } from './FolderStore.ts';
import type { HostGroup, HostRule } from './hostRule.ts';
import { validateInterval, validateRule } from './validateRule.ts';

/** May somebody who writes with a provenance change what has another one? As Grafana's rule groups decide it. */
function mayReplace(stored: string, given: string): boolean {
  return stored === given || stored === '' || (given === '' && stored === 'api');
}

const keyOf = (folderUid: string, group: string): string => JSON.stringify([folderUid, group]);

/** Grafana-managed rules of the one organisation, by Grafana's rules. */
export class RuleStore {
  readonly #folders: FolderStore;
  readonly #rules = new Map<string, HostRule>();
  readonly #intervals = new Map<string, number>();

  constructor(folders: FolderStore) {
    this.#folders = folders;
  }

  list(): readonly HostRule[] {
    return [...this.#rules.values()];
  }

  /** Seconds between two evaluations of a group. */
  interval(folderUid: string, group: string): number {
    return this.#intervals.get(keyOf(folderUid, group)) ?? 60;
  }

  /** @throws ApiProblem where there is none */
  group(folderUid: string, title: string): HostGroup {
    const rules = this.#in(folderUid, title);
    if (rules.length === 0) throw new ApiProblem(404, { message: 'Alert rule group not found' });
    return { title, folderUid, interval: this.interval(folderUid, title), rules };
  }

  /**
   * Replaces a group as a whole, or not at all.
   * @param provenance who keeps it from now on; empty = anybody
   */
  replace({ title, folderUid, interval, rules }: HostGroup, provenance: string): void {
    validateInterval(interval);
    if (!this.#folders.has(folderUid)) {
      throw new ApiProblem(400, { message: 'invalid alert rule: folder does not exist' });
    }
    rules.forEach(validateRule);
    const uids = new Set(rules.map(({ uid }) => uid));
    const gone = this.#in(folderUid, title).filter(({ uid }) => !uids.has(uid));
    this.#checkTitles(folderUid, rules, gone);
    for (const rule of [...gone, ...rules]) this.#checkProvenance(rule.uid, provenance, 'update');
    gone.forEach(({ uid }) => this.#rules.delete(uid));
    for (const rule of rules) {
      const { provenance: _old, ...content } = rule;
      const uid = rule.uid || `r${this.#rules.size + 1}`;
      this.#rules.set(uid, {
        ...content,
        uid,
        folderUID: folderUid,
        ruleGroup: title,
        orgID: 1,
        ...(provenance === '' ? {} : { provenance }),
      });
    }
    this.#intervals.set(keyOf(folderUid, title), interval);
  }

  remove(folderUid: string, title: string, provenance: string): void {
    const { rules } = this.group(folderUid, title);
    rules.forEach(({ uid }) => this.#checkProvenance(uid, provenance, 'delete'));
    rules.forEach(({ uid }) => this.#rules.delete(uid));
  }

  /** As Grafana's own page does it: what is edited there keeps its provenance. */
  edit(uid: string, change: Partial<HostRule>): void {
    const rule = this.#rules.get(uid);
    if (!rule) throw new Error(`there is no rule ${uid}`);
    this.#rules.set(uid, { ...rule, ...change });
  }

  #in(folderUid: string, group: string): readonly HostRule[] {
    return this.list().filter((rule) => rule.folderUID === folderUid && rule.ruleGroup === group);
  }

  #checkTitles(folderUid: string, rules: readonly HostRule[], gone: readonly HostRule[]): void {
    const written = new Set([...rules, ...gone].map(({ uid }) => uid));
    const others = this.list().filter((rule) => rule.folderUID === folderUid && !written.has(rule.uid));
    const titles = [...others, ...rules].map(({ title }) => title);
    if (new Set(titles).size < titles.length) {
      throw new ApiProblem(400, {
        message:
          'a conflicting alert rule is found: rule title under the same organisation and folder should be unique',
      });
    }
  }

  #checkProvenance(uid: string, given: string, what: 'update' | 'delete'): void {
    const stored = this.#rules.get(uid)?.provenance ?? '';
    if (mayReplace(stored, given)) return;
    throw new ApiProblem(500, {
      message: `cannot ${what} with provided provenance '${given}', needs '${stored}'`,
    });
  }
}
