/** Settings of the app that everybody in the organisation may read (`jsonData`). */
export interface AppSettings {
  /** Address of the agent's control plane as Grafana's server reaches it, without a trailing slash: `http://agent:4101`. */
  readonly agentUrl?: string;
  /** UID of the Prometheus data source that scrapes the agents; absent = none. */
  readonly prometheusUid?: string;
}

/** Write-only settings (`secureJsonData`): Grafana's proxy puts them into a header, no browser ever reads them. */
export interface AppSecrets {
  /** Admin token of the agent: `UNDERSTUDY_ADMIN_TOKEN`. */
  readonly adminToken?: string;
  /** Viewer token of the agent; absent = the admin token with the scope of a viewer. */
  readonly viewerToken?: string;
}
