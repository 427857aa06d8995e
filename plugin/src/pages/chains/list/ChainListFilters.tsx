import React from 'react';
import { css } from '@emotion/css';
import { PROVEN_DAYS } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { count } from '../../../format/format.ts';
import type { ChainListQuery } from './chainListQuery.ts';

interface Props {
  readonly query: ChainListQuery;
  /** All chains, and those that were not proven lately. */
  readonly counts: { readonly all: number; readonly notProven: number };
  readonly onChange: (change: Partial<ChainListQuery>) => void;
}

function breakerWords({ provider, upstreamModel }: ChainListQuery): string | undefined {
  if (provider === undefined && upstreamModel === undefined) return undefined;
  return [provider, upstreamModel].filter((part) => part !== undefined).join(' / ');
}

/** Search, the chains that were not proven lately, and the breaker that one came for. */
export function ChainListFilters({ query, counts, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const breaker = breakerWords(query);
  const { all, notProven } = counts;
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <SearchInput
          id="chains-search"
          label={t('chains.filter.search', 'Search models and steps')}
          value={query.search}
          onChange={(text) => onChange({ search: text })}
        />
      </div>
      <span className={styles.counts}>
        {all === 1
          ? t('chains.count.one', '1 chain.')
          : t('chains.count.many', '{{- all}} chains.', { all: count(all) })}
        {notProven > 0 && (
          <button
            type="button"
            className={styles.filter}
            aria-pressed={query.notProven}
            onClick={() => onChange({ notProven: !query.notProven })}
          >
            {t('chains.count.not-proven', '{{- notProven}} not proven in {{- days}} days.', {
              notProven: count(notProven),
              days: PROVEN_DAYS,
            })}
            {query.notProven && <Icon name="times" size="sm" aria-hidden />}
          </button>
        )}
      </span>
      {breaker !== undefined && (
        <Button
          size="sm"
          variant="secondary"
          fill="outline"
          icon="times"
          aria-label={t('chains.filter.clear-breaker', 'Show all chains, not only those that use {{- breaker}}', {
            breaker,
          })}
          onClick={() => onChange({ provider: undefined, upstreamModel: undefined })}
        >
          {t('chains.filter.breaker', 'Uses {{- breaker}}', { breaker })}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  filters: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  }),
  search: css({ maxWidth: '100%', width: theme.spacing(35) }),
  counts: css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    flexWrap: 'wrap',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.5),
  }),
  filter: css({
    alignItems: 'center',
    background: 'none',
    border: 0,
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    display: 'inline-flex',
    fontSize: 'inherit',
    gap: theme.spacing(0.5),
    minHeight: theme.spacing(4),
    padding: theme.spacing(0, 0.5),
    textDecoration: 'underline dotted',
    textUnderlineOffset: theme.spacing(0.5),
    '&:hover': { color: theme.colors.text.primary },
    '&[aria-pressed="true"]': {
      background: theme.colors.action.selected,
      color: theme.colors.text.primary,
      padding: theme.spacing(0, 1),
      textDecoration: 'none',
    },
  }),
});
