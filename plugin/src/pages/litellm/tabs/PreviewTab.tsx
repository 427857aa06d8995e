import React from 'react';
import { css } from '@emotion/css';
import { renderLitellm } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { codeBox } from '../../../components/codeBox.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { Findings } from '../Findings.tsx';

/** LiteLLM's whole file as an apply would write it. */
export function PreviewTab() {
  const styles = useStyles2(getStyles);
  const query = useAgentQuery(renderLitellm);
  return (
    <QueryState query={query} skeleton={<Skeleton rows={8} rowHeight={28} />}>
      {({ data: { yaml, revision, findings } }) => (
        <div className={styles.stack}>
          <div className={styles.head}>
            <span className={styles.note}>
              {t(
                'litellm.preview.note',
                'The whole file, from revision {{- revision}}. Keys are named, never written out.',
                {
                  revision,
                },
              )}
            </span>
            <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => yaml}>
              {t('state.copy', 'Copy')}
            </ClipboardButton>
          </div>
          <Findings findings={findings} />
          <pre
            className={styles.file}
            tabIndex={0}
            role="region"
            aria-label={t('litellm.preview.label', 'Rendered file')}
          >
            {yaml}
          </pre>
        </div>
      )}
    </QueryState>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
  head: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    justifyContent: 'space-between',
  }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  file: css({
    ...codeBox(theme),
    background: theme.colors.background.primary,
    maxHeight: '70vh',
    padding: theme.spacing(1.5),
    whiteSpace: 'pre',
  }),
});
