import type { EngineRequest, JsonObject, Step } from '../../engine/index.ts';
import { API_ADAPTERS, type TextApi } from './apiAdapters.ts';
import { fitToDialect } from './fit/fitToDialect.ts';
import type { PivotOptions, PivotRequest, Reading, Refused } from './pivot/pivotRequest.ts';

/** A request fitted to the dialect of one step. */
export interface TranslatedRequest {
  readonly kind: 'translated';
  readonly request: PivotRequest;
  readonly options: PivotOptions;
}

/** Readings by body: planning and each attempt ask again, and none changes them. */
const readings = new WeakMap<JsonObject, Reading>();

/** Reads a text request and fits it to a step, or says why that cannot be. */
export function translatedRequest(api: TextApi, { json }: EngineRequest, step: Step): TranslatedRequest | Refused {
  const reading = readings.get(json) ?? API_ADAPTERS[api].read(json);
  readings.set(json, reading);
  if (reading.kind === 'refused') return reading;
  const options = fitToDialect(reading.request, step);
  return 'kind' in options ? options : { kind: 'translated', request: reading.request, options };
}
