import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { EmptyTeaching } from '../../components/EmptyTeaching.tsx';
import { PreviewTab } from './tabs/PreviewTab.tsx';

/** Start flags of an agent that writes LiteLLM's file; the values are examples. */
const FLAGS = [
  '--litellm-config /etc/litellm/litellm-config.yaml',
  '--litellm-url http://127.0.0.1:4000',
  '--litellm-key env:LITELLM_MASTER_KEY',
  "--litellm-reload 'command:systemctl restart litellm'",
].join(' \\\n');

/** What this is for, how an agent is told of LiteLLM, and the file that it would write. */
export function Unconfigured() {
  const styles = useStyles2(getStyles);
  return (
    <>
      <EmptyTeaching
        title={t('litellm.unconfigured.title', 'This agent knows no LiteLLM')}
        text={t(
          'litellm.unconfigured.text',
          "Where a LiteLLM proxy serves the models, the agent writes its configuration file from these chains, reloads it, proves each changed chain through it, and takes it all back where a step fails. Start the agent with the place of the file and the proxy's address:",
        )}
        copy={FLAGS}
      />
      <h2 className={styles}>{t('litellm.unconfigured.preview', 'What would be written')}</h2>
      <PreviewTab />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ ...theme.typography.h4, margin: theme.spacing(2, 0, 0) });
