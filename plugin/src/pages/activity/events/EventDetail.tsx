import React from 'react';
import { DrillDetail } from './DrillDetail.tsx';
import type { EventOf } from './eventWords.ts';
import { RequestDetail } from './RequestDetail.tsx';

/** What an opened row shows. */
export function EventDetail({ event }: { readonly event: EventOf<'request' | 'drill'> }) {
  return event.kind === 'request' ? <RequestDetail id={event.id} /> : <DrillDetail id={event.id} model={event.model} />;
}
