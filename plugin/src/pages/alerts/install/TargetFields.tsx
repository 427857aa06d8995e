import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, useStyles2 } from '@grafana/ui';
import type { Folder } from '../../../api/alerting/provisionedRule.ts';
import { prometheusSources } from '../../../api/prometheusSources.ts';
import type { InstallTarget } from './grafanaRule.ts';
import { OWN_FOLDER } from './usualTarget.ts';

interface Props {
  readonly target: InstallTarget;
  readonly folders: readonly Folder[];
  readonly onChange: (target: InstallTarget) => void;
  readonly disabled: boolean;
}

function folderOptions(folders: readonly Folder[], chosen: string) {
  const known = folders.map(({ uid: value, title: label }) => ({ value, label }));
  const has = (uid: string) => known.some(({ value }) => value === uid);
  const own = has(OWN_FOLDER.uid)
    ? []
    : [
        {
          value: OWN_FOLDER.uid,
          label: t('alerts.target.new-folder', '{{- folder}} (new)', { folder: OWN_FOLDER.title }),
        },
      ];
  // A folder inside another one is not in the list; rules may be there all the same.
  const deep = has(chosen) || chosen === OWN_FOLDER.uid ? [] : [{ value: chosen, label: chosen }];
  return [...own, ...known, ...deep];
}

/** Where in Grafana the rules go, and which Prometheus they ask. */
export function TargetFields({ target, folders, onChange, disabled }: Props) {
  const styles = useStyles2(getStyles);
  const sources = useMemo(() => prometheusSources(), []);
  const { folderUid, sourceUid } = target;
  const gone = !sources.some(({ uid }) => uid === sourceUid);
  return (
    <div className={styles}>
      <Field label={t('alerts.target.folder', 'Folder')} noMargin disabled={disabled}>
        <Combobox
          id="alerts-folder"
          options={folderOptions(folders, folderUid)}
          value={folderUid}
          onChange={({ value }) => onChange({ ...target, folderUid: value })}
        />
      </Field>
      <Field
        label={t('alerts.target.source', 'Prometheus data source')}
        noMargin
        disabled={disabled}
        invalid={gone}
        error={gone ? t('alerts.target.no-source', 'Choose the Prometheus that scrapes the agents.') : undefined}
      >
        <Combobox
          id="alerts-source"
          options={sources.map(({ uid: value, name: label }) => ({ value, label }))}
          value={gone ? null : sourceUid}
          onChange={({ value }) => onChange({ ...target, sourceUid: value })}
        />
      </Field>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
  });
