import React from 'react';
import { listAudit } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import type { ActivityView } from '../activityView.ts';
import { FilterChoice } from '../../../components/FilterChoice.tsx';
import type { ChangeView } from '../useActivityView.ts';
import { AUDIT_RESOURCES, resourceName } from './auditResources.ts';

interface Props {
  readonly view: ActivityView;
  readonly onChange: ChangeView;
}

/** The newest entries name everybody who is likely to be looked for. */
const AUTHORS_FROM = 500;

/** Filters of the audit: who, and what it was about. */
export function AuditFilters({ view, onChange }: Props) {
  const newest = useAgentQuery(listAudit, { query: { limit: AUTHORS_FROM } }, { refetchMs: false });
  const authors = [...new Set(newest.data?.data.items.map(({ author }) => author))].sort();
  return (
    <>
      <FilterChoice
        label={t('audit.filter-who', 'People')}
        all={t('audit.everyone', 'Everyone')}
        options={authors.map((value) => ({ value, label: value }))}
        value={view.authors}
        onChange={(chosen) => onChange({ authors: chosen })}
      />
      <FilterChoice
        label={t('audit.filter-what', 'Resources')}
        all={t('audit.all-resources', 'All resources')}
        options={AUDIT_RESOURCES.map((value) => ({ value, label: resourceName(value) }))}
        value={view.resources}
        onChange={(resources) => onChange({ resources })}
      />
    </>
  );
}
