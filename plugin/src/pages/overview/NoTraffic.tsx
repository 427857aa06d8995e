import React from 'react';
import { t } from '@grafana/i18n';
import { LinkButton } from '@grafana/ui';
import { EmptyTeaching } from '../../components/EmptyTeaching.tsx';
import { BASE_URL } from '../../plugin.ts';

/** The data plane's default address; another one stands in the line that the agent prints when it is ready. */
const BASE_URL_LINE = 'OPENAI_BASE_URL=http://127.0.0.1:4100/v1';

/** An agent that nobody has asked yet: how an application comes to it. */
export function NoTraffic() {
  return (
    <EmptyTeaching
      title={t('overview.empty.title', 'No request has reached this agent today')}
      text={t(
        'overview.empty.text',
        'Point an OpenAI-compatible client at the agent beside it, and the first request shows here within seconds.',
      )}
      copy={BASE_URL_LINE}
      action={
        <LinkButton href={`${BASE_URL}/chains`} icon="list-ul">
          {t('overview.empty.chains', 'Look at the chains')}
        </LinkButton>
      }
    />
  );
}
