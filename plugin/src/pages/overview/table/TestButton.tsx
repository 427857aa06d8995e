import React from 'react';
import { t } from '@grafana/i18n';
import { IconButton } from '@grafana/ui';
import { openDrill } from '../../../components/drill/openDrill.ts';
import type { OverviewRow } from '../overviewRow.ts';

/** Opens the test of the model's chain. */
export function TestButton({ row }: { readonly row: OverviewRow }) {
  if (row.activeStep === null) return null;
  return (
    <IconButton
      name="play"
      size="md"
      tooltip={t('overview.test-of', 'Test fallback of {{- model}}', { model: row.model })}
      onClick={() => openDrill(row.model)}
    />
  );
}
