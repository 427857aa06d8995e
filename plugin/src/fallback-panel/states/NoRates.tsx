import React from 'react';
import { config, locationService } from '@grafana/runtime';
import { Button } from '@grafana/ui';
import type { PanelSize } from '../panelLayout.ts';
import type { MissingFields } from '../rows/index.ts';
import { usePlace } from '../usePlace.ts';
import { CopyQuery } from './CopyQuery.tsx';
import { PanelMessage } from './PanelMessage.tsx';

interface Props {
  readonly problem: MissingFields;
  readonly panelId: number;
  readonly size: PanelSize;
}

const TEXTS: Readonly<Record<MissingFields, string>> = {
  model: 'No field or label names models.',
  rate: 'There are models, but no rates.',
};

/** The data is about something else, or its fields have names that say nothing. */
export function NoRates({ problem, panelId, size }: Props) {
  const place = usePlace();
  const role: string = config.bootData.user.orgRole;
  // In the editor the options are already open; a viewer cannot open them.
  const canOpen = place === 'dashboard' && role !== 'Viewer';
  return (
    <PanelMessage
      title="This data has no fallback rates"
      text={`The panel needs a model and a rate, or a count and a total. ${TEXTS[problem]}`}
      size={size}
    >
      <CopyQuery />
      {canOpen && (
        <Button variant="secondary" size="sm" onClick={() => locationService.partial({ editPanel: panelId })}>
          Show panel options
        </Button>
      )}
    </PanelMessage>
  );
}
