import type { CallTree } from './callTree.ts';
import type { CallFrame } from './cpuProfile.ts';

const WIDTH = 1600;
const ROW = 17;
const TITLE = 30;
const CHARACTER = 6.6;
/** Narrower boxes are left out: nobody could see them. */
const NARROWEST = 0.4;

const COLOURS = { agent: '#e8743b', contract: '#f0a35e', package: '#5899da', node: '#8fb98b', engine: '#b7b7b7' };

interface Box {
  readonly tree: CallTree;
  readonly x: number;
  readonly depth: number;
}

function colourOf({ url }: CallFrame): string {
  if (url.startsWith('node:')) return COLOURS.node;
  if (url.includes('/node_modules/')) return COLOURS.package;
  if (url.includes('/agent/')) return COLOURS.agent;
  return url === '' ? COLOURS.engine : COLOURS.contract;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function boxesOf(tree: CallTree, scale: number, x: number, depth: number): Box[] {
  if (tree.us * scale < NARROWEST) return [];
  const boxes: Box[] = [{ tree, x, depth }];
  let next = x;
  for (const child of tree.children) {
    boxes.push(...boxesOf(child, scale, next, depth + 1));
    next += child.us * scale;
  }
  return boxes;
}

function draw({ tree, x, depth }: Box, total: number, place: (frame: CallFrame) => string): string {
  const name = tree.frame.functionName || '(anonymous)';
  const width = (tree.us / total) * WIDTH;
  const y = TITLE + depth * ROW;
  const share = ((tree.us / total) * 100).toFixed(2);
  const title = escape(`${name} ${place(tree.frame)} ${share} %`);
  const letters = Math.floor((width - 4) / CHARACTER);
  const text =
    letters < 3 ? '' : `<text x="${(x + 2).toFixed(1)}" y="${y + ROW - 5}">${escape(name.slice(0, letters))}</text>`;
  const size = `x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}"`;
  return `<g><title>${title}</title><rect ${size} fill="${colourOf(tree.frame)}"/>${text}</g>`;
}

/**
 * A flame graph as a self-contained SVG, callers above what they call, widths by time; hovering names the place.
 *
 * @param place says where a function is, as `file:line`
 */
export function flameGraph(tree: CallTree, title: string, place: (frame: CallFrame) => string): string {
  const boxes = boxesOf(tree, WIDTH / tree.us, 0, 0);
  const deepest = Math.max(0, ...boxes.map((box) => box.depth));
  const height = TITLE + (deepest + 1) * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="11">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="4" y="19" font-size="14">${escape(title)}</text>`,
    ...boxes.map((box) => draw(box, tree.us, place)),
    '</svg>',
    '',
  ].join('\n');
}
