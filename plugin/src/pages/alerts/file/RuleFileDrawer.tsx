import React from 'react';
import { css } from '@emotion/css';
import type { AlertRules } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { saveFile } from '../../../components/saveFile.ts';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { CodeBlock } from '../list/CodeBlock.tsx';

const FILE = 'understudy.rules.yml';
const COMMAND = `understudy rules --format prometheus > ${FILE}`;
const CONFIG = `rule_files:\n  - ${FILE}`;

interface Props {
  readonly rules: AlertRules;
  readonly onClose: () => void;
}

/** The rule file for Prometheus: recording and alert rules, to save or to copy, and where it goes. */
export function RuleFileDrawer({ rules, onClose }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <SideDrawer
      title={t('alerts.file.title', 'Rule file for Prometheus')}
      subtitle={t(
        'alerts.file.subtitle',
        '{{- alerts}} alert rules and {{- records}} recording rules, of revision {{- revision}}',
        {
          alerts: rules.alerting.rules.length,
          records: rules.recording.rules.length,
          revision: rules.revision,
        },
      )}
      onClose={onClose}
    >
      <p className={styles.text}>
        {t(
          'alerts.file.text',
          'Prometheus records the series and evaluates the alerts by itself. Save the file beside its configuration, name it there, and reload Prometheus.',
        )}
      </p>
      <div>
        <Button icon="download-alt" onClick={() => saveFile(FILE, rules.prometheus, 'application/yaml')}>
          {t('alerts.file.save', 'Save file')}
        </Button>
      </div>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('alerts.file.command', 'The same by command')}</h3>
        <CodeBlock label={t('alerts.file.command-label', 'Command')} text={COMMAND} />
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('alerts.file.config', 'In the configuration of Prometheus')}</h3>
        <CodeBlock label={t('alerts.file.config-label', 'Configuration')} text={CONFIG} />
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{FILE}</h3>
        <CodeBlock label={t('alerts.file.label', 'Rule file')} text={rules.prometheus} />
      </section>
    </SideDrawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  heading: css({ ...theme.typography.h5, margin: 0 }),
  text: css({ margin: 0 }),
});
