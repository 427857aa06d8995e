import React, { useState } from 'react';
import { diffLitellm } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { ApplyDrawer } from './run/ApplyDrawer.tsx';

/** Opens the review of what an apply changes; nothing where there is nothing to apply. */
export function ApplyAction({ running }: { readonly running: boolean }) {
  const diff = useAgentQuery(diffLitellm).data?.data;
  const [open, setOpen] = useState(false);
  const refused = diff?.findings.some(({ severity }) => severity === 'error') ?? false;
  const blocked = blockedWords(running, refused);
  return (
    <>
      {diff?.different && (
        <Button
          disabled={blocked !== undefined}
          onClick={() => setOpen(true)}
          {...(blocked !== undefined && { tooltip: blocked })}
        >
          {t('litellm.apply.button', 'Apply')}
        </Button>
      )}
      {open && diff && <ApplyDrawer diff={diff} onClose={() => setOpen(false)} />}
    </>
  );
}

function blockedWords(running: boolean, refused: boolean): string | undefined {
  if (running) return t('litellm.running', 'An apply or a rollback is under way');
  return refused ? t('litellm.apply.errors', 'The errors below have to be mended first') : undefined;
}
