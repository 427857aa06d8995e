/** A call of Grafana's own API that failed. The message is Grafana's. */
export class GrafanaError extends Error {
  override readonly name = 'GrafanaError';
  /** HTTP status; 0 = nothing came back. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}
