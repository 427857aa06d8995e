import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, Icon, Input, useStyles2 } from '@grafana/ui';
import { readAgentUrl } from './agentUrl.ts';
import { urlNoteWords, urlProblemWords } from './urlWords.ts';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The agent's address: what is wrong with it, or worth a look, stands under it. */
export function UrlInput({ value, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const { problem, notes } = readAgentUrl(value);
  return (
    <div>
      <Field
        label={t('configuration.url', 'Control address')}
        description={t('configuration.url-description', 'Reached from the Grafana server, not from your browser.')}
        invalid={problem !== undefined}
        error={problem && urlProblemWords(problem)}
        noMargin
      >
        <Input
          id="agent-url"
          type="url"
          inputMode="url"
          spellCheck={false}
          placeholder="http://checkout-agent:4101"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
      {notes.map((note) => (
        <p key={note} className={cx(styles.note, note === 'path' && styles.warning)}>
          <Icon name={note === 'path' ? 'exclamation-triangle' : 'info-circle'} size="sm" /> {urlNoteWords(note)}
        </p>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    margin: theme.spacing(0.5, 0, 0),
  }),
  warning: css({ color: theme.colors.warning.text }),
});
