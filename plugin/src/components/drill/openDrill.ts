import { DRILL_FAILURES, type DrillFailure } from '@understudy/contract';
import { locationService } from '@grafana/runtime';

/** URL parameter that holds the model whose fallback is tested: the drawer is open while it is there. */
export const DRILL_PARAM = 'drill';
/** URL parameter of the failure that the drawer proposes. */
export const DRILL_FAILURE_PARAM = 'drillFailure';

/** The failure that plays a trigger; undefined where none does. */
export function failureOfTrigger(trigger: string | null): DrillFailure | undefined {
  return DRILL_FAILURES.find((failure) => failure === trigger);
}

/** The query of this page with the drawer open, for a link: `?tab=events&drill=gpt-4o`. */
export function drillSearch(search: string, model: string, failure?: DrillFailure): string {
  const params = new URLSearchParams(search);
  params.set(DRILL_PARAM, model);
  if (failure) params.set(DRILL_FAILURE_PARAM, failure);
  else params.delete(DRILL_FAILURE_PARAM);
  return `?${params.toString()}`;
}

/** Opens "Test fallback" over this page; Back closes it. */
export function openDrill(model: string, failure?: DrillFailure): void {
  locationService.partial({ [DRILL_PARAM]: model, [DRILL_FAILURE_PARAM]: failure ?? null });
}
