import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Dropdown, IconButton, Menu, useStyles2 } from '@grafana/ui';

interface Props {
  readonly model: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** −1 = up, 1 = down. */
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

/** What can be done with a step beside dragging it: a menu that moves it, and the button that takes it out. */
export function StepActions({ model, isFirst, isLast, onMove, onRemove }: Props) {
  const styles = useStyles2(getStyles);
  const menu = (
    <Menu>
      <Menu.Item icon="arrow-up" label={t('chains.step.up', 'Move up')} disabled={isFirst} onClick={() => onMove(-1)} />
      <Menu.Item
        icon="arrow-down"
        label={t('chains.step.down', 'Move down')}
        disabled={isLast}
        onClick={() => onMove(1)}
      />
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-end">
        <IconButton
          className={styles.button}
          name="ellipsis-v"
          variant="secondary"
          aria-label={t('chains.step.menu', 'Move {{- model}}', { model })}
        />
      </Dropdown>
      <IconButton
        className={styles.button}
        name="trash-alt"
        variant="secondary"
        tooltip={t('chains.step.remove', 'Remove {{- model}}', { model })}
        onClick={onRemove}
      />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    margin: 0,
    minHeight: theme.spacing(4),
    minWidth: theme.spacing(4),
    '@media (pointer: coarse)': { minHeight: theme.spacing(5.5), minWidth: theme.spacing(4.5) },
  }),
});
