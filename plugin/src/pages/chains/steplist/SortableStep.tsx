import React, { type KeyboardEvent, type ReactNode } from 'react';
import type { DraggableProvided } from '@hello-pangea/dnd';
import { DragHandle } from './DragHandle.tsx';
import { StepActions } from './StepActions.tsx';

/** Parts that a card gets from the list it is in. */
export interface StepParts {
  /** From 1. */
  readonly place: number;
  readonly handle: ReactNode;
  readonly actions: ReactNode;
  readonly dragging: boolean;
}

/** Draws one step. */
export type StepRender = (model: string, parts: StepParts) => ReactNode;

interface Props {
  readonly drag: DraggableProvided;
  readonly dragging: boolean;
  readonly model: string;
  /** From 1. */
  readonly place: number;
  readonly of: number;
  readonly render: StepRender;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

const ARROWS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** One step of a list: Alt with an arrow key moves it from anywhere in its card. */
export function SortableStep({
  drag: { innerRef, draggableProps, dragHandleProps },
  dragging,
  model,
  place,
  of,
  render,
  onMove,
  onRemove,
}: Props) {
  const moveByKey = (event: KeyboardEvent): void => {
    const by = ARROWS[event.key];
    if (!event.altKey || dragging || by === undefined) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a second way beside the handle and the menu
    <li ref={innerRef} {...draggableProps} onKeyDown={moveByKey}>
      {render(model, {
        place,
        dragging,
        handle: <DragHandle model={model} place={place} drag={dragHandleProps} />,
        actions: (
          <StepActions model={model} isFirst={place === 1} isLast={place === of} onMove={onMove} onRemove={onRemove} />
        ),
      })}
    </li>
  );
}
