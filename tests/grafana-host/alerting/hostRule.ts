/** A query or an expression of a rule. */
export interface HostQuery {
  readonly refId: string;
  readonly datasourceUid?: string;
  readonly model?: Readonly<Record<string, unknown>>;
}

/** A rule as Grafana's provisioning API takes and gives it. */
export interface HostRule {
  readonly uid: string;
  readonly title: string;
  readonly folderUID: string;
  readonly ruleGroup: string;
  readonly condition: string;
  readonly data: readonly HostQuery[];
  readonly noDataState: string;
  readonly execErrState: string;
  readonly for: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly isPaused?: boolean;
  /** `file`, `api`, or absent. */
  readonly provenance?: string;
  readonly [more: string]: unknown;
}

/** A group as the API takes and gives it. */
export interface HostGroup {
  readonly title: string;
  readonly folderUid: string;
  /** Seconds. */
  readonly interval: number;
  readonly rules: readonly HostRule[];
}
