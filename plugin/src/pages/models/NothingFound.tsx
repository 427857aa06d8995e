import React from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { EmptyTeaching } from '../../components/EmptyTeaching.tsx';

interface Props {
  readonly search: string;
  readonly onClear: () => void;
}

/** The search leaves nothing. */
export function NothingFound({ search, onClear }: Props) {
  return (
    <EmptyTeaching
      title={t('models.no-match', 'Nothing matches “{{- search}}”', { search })}
      action={
        <Button variant="secondary" onClick={onClear}>
          {t('models.clear', 'Clear search')}
        </Button>
      }
    />
  );
}
