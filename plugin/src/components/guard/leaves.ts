import type { NextLocation } from '../../hooks/unsaved/UnsavedContext.ts';

/** The parameter that names what a page edits. */
const SUBJECT = 'model';

const subjectOf = ({ search }: NextLocation) => new URLSearchParams(search).get(SUBJECT);

/** True where going from `here` to `next` leaves what is edited; drawers, filters and tabs don't. */
export function leaves(here: NextLocation, next: NextLocation): boolean {
  return here.pathname !== next.pathname || subjectOf(here) !== subjectOf(next);
}
