import React from 'react';
import { ClipboardButton } from '@grafana/ui';
import { panelQuery } from '../panelQuery.ts';

/** Puts the one Prometheus query that fills the panel into the clipboard. */
export function CopyQuery() {
  return (
    <ClipboardButton variant="secondary" size="sm" icon="copy" getText={panelQuery}>
      Copy PromQL
    </ClipboardButton>
  );
}
