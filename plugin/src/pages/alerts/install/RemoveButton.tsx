import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal } from '@grafana/ui';
import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { editedByHand } from './fingerprint.ts';

interface Props {
  /** What would go. */
  readonly rules: readonly ProvisionedRule[];
  readonly onRemove: () => void;
}

/** Takes the rules out of Grafana again, after it asked. */
export function RemoveButton({ rules, onRemove }: Props) {
  const [asked, setAsked] = useState(false);
  const edited = rules.filter(editedByHand).length;
  return (
    <>
      <Button variant="destructive" fill="outline" onClick={() => setAsked(true)}>
        {t('alerts.remove.button', 'Remove from Grafana')}
      </Button>
      <ConfirmModal
        isOpen={asked}
        title={t('alerts.remove.title', 'Remove the rules from Grafana?')}
        body={t('alerts.remove.text', '{{- amount}} rules go, and what they fire now is resolved. Other rules stay.', {
          amount: rules.length,
        })}
        description={
          edited === 0
            ? ''
            : t('alerts.remove.edited', '{{- edited}} of them were edited in Grafana; these edits are lost.', {
                edited,
              })
        }
        confirmText={t('alerts.remove.confirm', 'Remove')}
        onConfirm={() => {
          setAsked(false);
          onRemove();
        }}
        onDismiss={() => setAsked(false)}
      />
    </>
  );
}
