import React from 'react';

interface Props {
  /** 0..1, oldest first. */
  readonly values: readonly number[];
  /** The scale goes at least this far, so that small movements stay small. */
  readonly least: number;
  readonly color: string;
}

const WIDTH = 72;
const HEIGHT = 20;
const MARGIN = 1.5;

/** The rate over time as plain SVG: a panel may hold many. */
export function TrendLine({ values, least, color }: Props) {
  const top = Math.max(least, ...values) || 1;
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values
    .map((value, index) => {
      const y = HEIGHT - MARGIN - (value / top) * (HEIGHT - 2 * MARGIN);
      return `${(index * step).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" style={{ flex: 'none' }}>
      <polygon points={`0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}`} fill={color} opacity={0.15} />
      <polyline points={points} fill="none" stroke={color} strokeWidth={1.25} strokeLinejoin="round" />
    </svg>
  );
}
