import React from 'react';
import type { ActivityView } from '../activityView.ts';
import type { ChangeView } from '../useActivityView.ts';

interface Props {
  readonly view: ActivityView;
  readonly onChange: ChangeView;
}

/** Who changed what. */
export function AuditTab({ view }: Props) {
  return <p>{view.tab}</p>;
}
