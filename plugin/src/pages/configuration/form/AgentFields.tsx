import React from 'react';
import { t } from '@grafana/i18n';
import { FieldGroup } from './FieldGroup.tsx';
import type { FormState } from './formState.ts';
import { TokenInput } from './TokenInput.tsx';
import { UrlInput } from './UrlInput.tsx';

interface Props {
  readonly form: FormState;
  readonly change: (part: Partial<FormState>) => void;
}

/** Where the agent is, and what opens it. */
export function AgentFields({ form, change }: Props) {
  return (
    <FieldGroup title={t('configuration.agent', 'Agent')}>
      <UrlInput value={form.agentUrl} onChange={(agentUrl) => change({ agentUrl })} />
      <TokenInput
        id="admin-token"
        label={t('configuration.admin-token', 'Admin token')}
        description={t(
          'configuration.admin-token-description',
          'Used for changes by editors and admins. Never shown again.',
        )}
        field={form.adminToken}
        onChange={(adminToken) => change({ adminToken })}
      />
      <TokenInput
        id="viewer-token"
        label={t('configuration.viewer-token', 'Viewer token')}
        description={t(
          'configuration.viewer-token-description',
          'Used for reading. Without it the admin token reads too.',
        )}
        field={form.viewerToken}
        onChange={(viewerToken) => change({ viewerToken })}
      />
    </FieldGroup>
  );
}
