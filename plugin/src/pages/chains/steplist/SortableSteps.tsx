import React, { useEffect, useRef } from 'react';
import { css } from '@emotion/css';
import {
  DragDropContext,
  Draggable,
  Droppable,
  type DragStart,
  type DragUpdate,
  type DropResult,
  type ResponderProvided,
} from '@hello-pangea/dnd';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import {
  cancelledWords,
  droppedWords,
  liftedWords,
  movedWords,
  removedWords,
  reorderHelp,
} from './stepAnnouncements.ts';
import { SortableStep, type StepRender } from './SortableStep.tsx';

interface Props {
  /** Id of the list among all that can be dragged. */
  readonly id: string;
  readonly label: string;
  readonly models: readonly string[];
  readonly render: StepRender;
  /** Places count from 0. */
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (model: string) => void;
  /** Says something to screen readers, politely. */
  readonly announce: (words: string) => void;
}

/** Gives focus to the step that came into the place of a removed one. */
function useFocusAfterRemoval(models: readonly string[]) {
  const list = useRef<HTMLOListElement | null>(null);
  const place = useRef<number | null>(null);
  useEffect(() => {
    if (place.current === null) return;
    const next = list.current?.children.item(Math.min(place.current, models.length - 1));
    place.current = null;
    next?.querySelector<HTMLElement>('[data-rfd-drag-handle-draggable-id]')?.focus();
  }, [models]);
  return { list, removedAt: (at: number) => (place.current = at) };
}

/** What happens while a step is dragged, said to screen readers. */
function useDragging({ id, models, onMove }: Pick<Props, 'id' | 'models' | 'onMove'>) {
  const placeOf = (at: number, draggableId: string) => ({
    model: modelOf(draggableId, id),
    place: at + 1,
    of: models.length,
  });
  return {
    onDragStart: ({ source, draggableId }: DragStart, { announce }: ResponderProvided) =>
      announce(liftedWords(placeOf(source.index, draggableId))),
    onDragUpdate: ({ destination, draggableId }: DragUpdate, { announce }: ResponderProvided) => {
      if (destination) announce(movedWords(placeOf(destination.index, draggableId)));
    },
    onDragEnd: ({ source, destination, draggableId, reason }: DropResult, { announce }: ResponderProvided) => {
      if (reason === 'CANCEL' || !destination) {
        announce(cancelledWords(placeOf(source.index, draggableId)));
        return;
      }
      onMove(source.index, destination.index);
      announce(droppedWords(placeOf(destination.index, draggableId)));
    },
  };
}

/** Moves and removes by the buttons and keys of a step. */
function useStepButtons({
  models,
  onMove,
  onRemove,
  announce,
}: Pick<Props, 'models' | 'onMove' | 'onRemove' | 'announce'>) {
  const { list, removedAt } = useFocusAfterRemoval(models);
  return {
    list,
    moveBy: (at: number, by: number): void => {
      const [model, to] = [models[at], at + by];
      if (model === undefined || to < 0 || to >= models.length) return;
      onMove(at, to);
      announce(movedWords({ model, place: to + 1, of: models.length }));
    },
    remove: (at: number, model: string): void => {
      removedAt(at);
      onRemove(model);
      announce(removedWords(model));
    },
  };
}

/** A list of steps that is ordered by dragging, by keyboard, or by each step's menu. */
export function SortableSteps({ id, label, models, render, onMove, onRemove, announce }: Props) {
  const styles = useStyles2(getStyles);
  const dragging = useDragging({ id, models, onMove });
  const { list, moveBy, remove } = useStepButtons({ models, onMove, onRemove, announce });
  return (
    <DragDropContext dragHandleUsageInstructions={reorderHelp()} {...dragging}>
      <Droppable droppableId={id}>
        {({ droppableProps, innerRef, placeholder }) => (
          <ol
            {...droppableProps}
            ref={(element) => {
              list.current = element;
              innerRef(element);
            }}
            className={styles.list}
            aria-label={label}
          >
            {models.map((model, at) => (
              <Draggable key={model} draggableId={`${id} ${model}`} index={at}>
                {(drag, { isDragging }) => (
                  <SortableStep
                    drag={drag}
                    dragging={isDragging}
                    model={model}
                    place={at + 1}
                    of={models.length}
                    render={render}
                    onMove={(by) => moveBy(at, by)}
                    onRemove={() => remove(at, model)}
                  />
                )}
              </Draggable>
            ))}
            {placeholder}
          </ol>
        )}
      </Droppable>
    </DragDropContext>
  );
}

function modelOf(draggableId: string, list: string): string {
  return draggableId.slice(list.length + 1);
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    // No gap of a flex box: what is dragged measures the margins of the others.
    '& > li': { marginBottom: theme.spacing(1) },
  }),
});
