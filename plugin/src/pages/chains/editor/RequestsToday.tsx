import React from 'react';
import type { ChainResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import { BASE_URL } from '../../../plugin.ts';
import { count, rate } from '../../../format/format.ts';

interface Props {
  readonly model: string;
  readonly today: NonNullable<ChainResource['status']>['today'];
}

function words({ totalRequests, fallbackRate }: Props['today']): string {
  if (totalRequests === 0) return t('chains.today.none', 'No request today.');
  if (totalRequests === 1) {
    return t('chains.today.one', '1 request today, {{- rate}} on a fallback.', { rate: rate(fallbackRate) });
  }
  return t('chains.today.many', '{{- requests}} requests today, {{- rate}} on a fallback.', {
    requests: count(totalRequests),
    rate: rate(fallbackRate),
  });
}

/** How much the chain had to do today, with the way to its events. */
export function RequestsToday({ model, today }: Props) {
  const events = `${BASE_URL}/activity?${new URLSearchParams({ model }).toString()}`;
  return (
    <div>
      {words(today)}{' '}
      <TextLink href={events} inline>
        {t('chains.today.events', 'Show events')}
      </TextLink>
    </div>
  );
}
