import { jsonOf, listOf, stringOf, type Json } from './json.ts';

/** One alert as Alertmanager delivers it; https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export interface DeliveredAlert {
  /** Name of the receiver in Alertmanager's configuration. */
  readonly receiver: string;
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** When it began and ended, as Alertmanager says it. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** When it arrived here: milliseconds since the epoch. */
  readonly at: number;
}

const KEPT = 10_000;

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(jsonOf(value)).map(([key, text]) => [key, String(text)]));
}

/** What a webhook receiver behind Alertmanager has been told, in the order in which it arrived. */
export class WebhookBook {
  readonly #alerts: DeliveredAlert[] = [];
  readonly #onAlert: ((alert: DeliveredAlert) => void) | undefined;

  /** @param onAlert told of each alert as it arrives */
  constructor(onAlert?: (alert: DeliveredAlert) => void) {
    this.#onAlert = onAlert;
  }

  /** The last 10,000. */
  get alerts(): readonly DeliveredAlert[] {
    return this.#alerts;
  }

  /** Takes a delivery, which holds the alerts of one group. */
  take(delivery: Json): void {
    const receiver = stringOf(delivery.receiver) ?? '';
    for (const alert of listOf(delivery.alerts)) this.#add(receiver, alert);
  }

  #add(receiver: string, alert: Json): void {
    const delivered: DeliveredAlert = {
      receiver,
      status: stringOf(alert.status) ?? '',
      labels: texts(alert.labels),
      annotations: texts(alert.annotations),
      startsAt: stringOf(alert.startsAt) ?? '',
      endsAt: stringOf(alert.endsAt) ?? '',
      at: Date.now(),
    };
    this.#alerts.push(delivered);
    if (this.#alerts.length > KEPT) this.#alerts.shift();
    this.#onAlert?.(delivered);
  }

  clear(): void {
    this.#alerts.length = 0;
  }
}
