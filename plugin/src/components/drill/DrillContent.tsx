import React from 'react';
import { css } from '@emotion/css';
import { getChain } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { chainUrl } from '../chainUrl.ts';
import { QueryState } from '../QueryState.tsx';
import { Skeleton } from '../Skeleton.tsx';
import { DrillBench } from './DrillBench.tsx';
import type { DrillTarget } from './useDrillTarget.ts';

/** The drawer's inside: the chain that is tested, or why it cannot be. */
export function DrillContent({ model, failure }: DrillTarget) {
  const styles = useStyles2(getStyles);
  const chain = useAgentQuery(getChain, { target: model });
  const gone = chain.error?.kind === 'missing';
  return (
    <div className={styles.content}>
      {gone && !chain.data ? (
        <p>
          <Trans i18nKey="drill.no-chain" values={{ model }}>
            {'{{model}} has no chain, so there is nothing to test.'}
          </Trans>{' '}
          <TextLink href={chainUrl(model)} inline>
            {t('drill.open-chain', 'Open its chain')}
          </TextLink>
        </p>
      ) : (
        <QueryState query={chain} skeleton={<Skeleton rows={4} />}>
          {({ data }) => (
            <DrillBench
              chain={data}
              failure={failure}
              blocked={blockedReason({ gone, enabled: data.enabled !== false })}
            />
          )}
        </QueryState>
      )}
    </div>
  );
}

function blockedReason({ gone, enabled }: { readonly gone: boolean; readonly enabled: boolean }): string | undefined {
  if (gone) return t('drill.blocked-gone', 'This chain was deleted.');
  return enabled ? undefined : t('drill.blocked-disabled', 'This chain is disabled: enable it to test it.');
}

const getStyles = (_theme: GrafanaTheme2) => ({
  // What is inside decides its shape by this width, not by the window's.
  content: css({ containerType: 'inline-size' }),
});
