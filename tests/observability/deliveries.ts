import type { DeliveredAlert } from '../sim/webhookBook.ts';
import type { Labels } from '../kit/samples.ts';

/** What an alert is about: the first of these labels that it has. */
export function subjectOf({ model, provider, upstream_model, group, instance, job }: Labels): string {
  const target = upstream_model === undefined ? provider : `${provider}/${upstream_model}`;
  return model ?? target ?? group ?? instance ?? job ?? '';
}

/** As `AlertName` writes it. */
export function nameOf({ receiver, labels }: Pick<DeliveredAlert, 'receiver' | 'labels'>): string {
  return `${receiver} ${labels.alertname} ${subjectOf(labels)}`;
}

/** Every alert that was ever delivered as firing, sorted. */
export function fired(alerts: readonly DeliveredAlert[]): string[] {
  return [...new Set(alerts.filter(({ status }) => status === 'firing').map(nameOf))].sort();
}

/** The alerts of which the last word was that they are over, sorted. */
export function resolved(alerts: readonly DeliveredAlert[]): string[] {
  const last = new Map(alerts.map((alert) => [nameOf(alert), alert.status]));
  return [...last].flatMap(([name, status]) => (status === 'resolved' ? [name] : [])).sort();
}
