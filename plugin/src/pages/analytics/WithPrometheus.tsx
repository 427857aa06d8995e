import React from 'react';
import { t } from '@grafana/i18n';
import { LinkButton } from '@grafana/ui';
import { EmptyTeaching } from '../../components/EmptyTeaching.tsx';
import { useMay } from '../../hooks/useMay.ts';
import { PLUGIN_ID } from '../../plugin.ts';

/** What a Prometheus data source would add to this page. */
export function WithPrometheus() {
  const admin = useMay('admin');
  return (
    <EmptyTeaching
      title={t('analytics.without', 'With Prometheus this page shows more')}
      text={t(
        'analytics.without-text',
        'Triggers over time, latency, who served fallbacks, providers, a forecast; all agents together, over months. Below is what this agent itself remembers.',
      )}
      {...(admin && {
        action: (
          <LinkButton href={`/plugins/${PLUGIN_ID}`} variant="secondary" icon="cog">
            {t('analytics.choose', 'Choose a data source')}
          </LinkButton>
        ),
      })}
    />
  );
}
