import { localDays } from '../../telemetry/index.ts';
import { ProblemError } from '../http/problem.ts';

/** The time zone of a query, checked. @throws ProblemError 400 that names it */
export function zoneOf(tz: string | undefined): string {
  const zone = tz ?? 'UTC';
  try {
    localDays(zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProblemError(400, `query parameter "tz": "${zone}" is not a time zone`, {
      code: 'invalid_request',
      fix: 'use an IANA name such as UTC, Europe/Berlin or America/Sao_Paulo',
    });
  }
  return zone;
}
