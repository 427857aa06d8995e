import React, { useState } from 'react';
import { syncPrices } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { useMutation } from '@tanstack/react-query';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import type { Answer } from '../../../api/agentClient.ts';
import type { AgentError } from '../../../api/AgentError.ts';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { useToast } from '../../../hooks/useToast.ts';
import { PriceChanges } from './PriceChanges.tsx';

/** Compares all prices with the reference data, without storing anything; then some, or all, can be taken over. */
export function PriceComparison() {
  const client = useAgentClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const compare = useMutation<Answer<typeof syncPrices>, AgentError>({
    mutationFn: () => client.call(syncPrices, { query: { dryRun: true, overwrite: true } }),
    onSuccess: () => setOpen(true),
    onError: toast.failed,
  });
  return (
    <>
      <Button
        variant="secondary"
        fill="outline"
        icon="sync"
        disabled={compare.isPending}
        onClick={() => compare.mutate()}
      >
        {compare.isPending ? t('models.price.comparing', 'Comparing') : t('models.price.compare', 'Compare prices')}
      </Button>
      {open && compare.data && (
        <SideDrawer
          title={t('models.price.compare', 'Compare prices')}
          subtitle={t('models.price.compared', '{{- source}}, {{- date}}', {
            source: compare.data.data.snapshot.source,
            date: compare.data.data.snapshot.date,
          })}
          onClose={() => setOpen(false)}
        >
          <PriceChanges
            changes={compare.data.data.changes}
            unknown={compare.data.data.unknown}
            onClose={() => setOpen(false)}
          />
        </SideDrawer>
      )}
    </>
  );
}
