import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { EmptyState, LinkButton, useStyles2 } from '@grafana/ui';
import { BASE_URL } from '../../../plugin.ts';

/** The address names a model that the agent does not have. */
export function ChainNotFound({ model }: { readonly model: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles}>
      <EmptyState
        variant="not-found"
        hideImage
        message={t('chains.missing.title', 'There is no model {{- model}}', { model })}
        button={
          <LinkButton variant="secondary" href={`${BASE_URL}/chains`}>
            {t('chains.missing.back', 'All chains')}
          </LinkButton>
        }
      >
        {t('chains.missing.text', 'It may have been renamed or deleted since this link was made.')}
      </EmptyState>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(4, 2),
  });
