import { RowBuilder, type Panel, type RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Tile } from './tile.ts';

/** Columns of Grafana's grid. */
const COLUMNS = 24;

/** Panels of one height beside each other, over the whole width. */
export interface Line {
  readonly height: number;
  readonly tiles: readonly Tile[];
}

/** Lines under a title that folds them; without one, at the top of the dashboard. */
export interface Section {
  readonly title?: string;
  readonly collapsed?: true;
  readonly lines: readonly Line[];
}

/** Panels beside each other. */
export function line(height: number, ...tiles: Tile[]): Line {
  return { height, tiles };
}

/** Gives every panel its number and its place, from the top. */
class Grid {
  #id = 0;
  #y = 0;

  nextId(): number {
    return ++this.#id;
  }

  /** @throws where panels leave a gap or do not fit. */
  place({ height, tiles }: Line): Panel[] {
    const width = tiles.reduce((sum, tile) => sum + tile.width, 0);
    if (width !== COLUMNS) throw new Error(`A line of ${tiles.length} panels is ${width} columns wide`);
    let x = 0;
    const panels = tiles.map(({ builder, width: w }) => {
      const panel = builder.id(this.nextId()).gridPos({ x, y: this.#y, w, h: height }).build();
      x += w;
      return panel;
    });
    this.#y += height;
    return panels;
  }

  /** A folded row keeps its panels; those of an open one follow it. */
  row({ title = '', collapsed, lines }: Section): (Panel | RowPanel)[] {
    const top = this.#y;
    const row = new RowBuilder(title)
      .collapsed(collapsed ?? false)
      .id(this.nextId())
      .gridPos({ x: 0, y: top, w: COLUMNS, h: 1 })
      .build();
    this.#y += 1;
    const panels = lines.flatMap((each) => this.place(each));
    if (!collapsed) return [row, ...panels];
    this.#y = top + 1;
    return [{ ...row, panels }];
  }
}

/** Panels and rows of a dashboard, in order. */
export function layOut(sections: readonly Section[]): (Panel | RowPanel)[] {
  const grid = new Grid();
  return sections.flatMap((section) =>
    section.title === undefined ? section.lines.flatMap((each) => grid.place(each)) : grid.row(section),
  );
}
