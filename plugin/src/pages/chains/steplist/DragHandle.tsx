import React from 'react';
import { css } from '@emotion/css';
import type { DraggableProvidedDragHandleProps } from '@hello-pangea/dnd';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { handleName } from './stepAnnouncements.ts';

interface Props {
  readonly model: string;
  /** From 1. */
  readonly place: number;
  readonly drag: DraggableProvidedDragHandleProps | null;
}

/** What a step is dragged by: mouse, touch, or Space and the arrow keys. */
export function DragHandle({ model, place, drag }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span {...drag} className={styles.handle} aria-label={handleName(model, place)}>
      <Icon name="draggabledots" aria-hidden />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  handle: css({
    alignItems: 'center',
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    cursor: 'grab',
    display: 'inline-flex',
    justifyContent: 'center',
    minHeight: theme.spacing(4),
    minWidth: theme.spacing(4),
    // A finger on the handle drags; the page scrolls everywhere else.
    touchAction: 'none',
    '@media (pointer: coarse)': { minHeight: theme.spacing(5.5), minWidth: theme.spacing(5.5) },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 0 },
  }),
});
