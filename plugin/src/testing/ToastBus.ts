import { AppEvents, EventBusSrv, type BusEvent } from '@grafana/data';

const TOASTS: ReadonlySet<string> = new Set([
  AppEvents.alertSuccess.name,
  AppEvents.alertWarning.name,
  AppEvents.alertError.name,
]);

/** Grafana's event bus, which keeps what its notifications would show. */
export class ToastBus extends EventBusSrv {
  /** First lines, oldest first. */
  readonly toasts: string[] = [];

  override publish(event: BusEvent): void {
    const payload: unknown = event.payload;
    if (TOASTS.has(event.type) && Array.isArray(payload)) this.toasts.push(String(payload[0]));
    super.publish(event);
  }
}
