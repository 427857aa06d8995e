import { stripVTControlCharacters } from 'node:util';

/** Something that a newer Grafana has changed under us. */
export interface Incompatibility {
  readonly what: string;
  readonly details: readonly string[];
}

const ITEM = /^\d+\) (Removed|Changed) `([^`]+)` used in `([^`]+)`$/;

/** The same words on both sides: only how a declaration file imports its own types has changed. */
function isOfTheFileOnly(details: readonly string[]): boolean {
  const side = (sign: string): string[] =>
    details
      .filter((line) => line.startsWith(sign))
      .map((line) =>
        line
          .slice(1)
          .replaceAll(/\btype /g, '')
          .trim(),
      );
  const [before, after] = [side('-'), side('+').filter((line) => line !== 'Added- Removed')];
  return before.length > 0 && before.join('\n') === after.join('\n');
}

/** What levitate's report says that concerns us. */
export function readReport(report: string): Incompatibility[] {
  const found: { what: string; details: string[] }[] = [];
  let open: { what: string; details: string[] } | undefined;
  for (const line of stripVTControlCharacters(report).split('\n')) {
    const [, kind, name, place] = ITEM.exec(line.trim()) ?? [];
    if (kind !== undefined) {
      open = { what: `${kind} ${name} in ${place}`, details: [] };
      found.push(open);
    } else if (/Checking compatibility|is not fully compatible/.test(line)) open = undefined;
    else if (line.trim() !== '') open?.details.push(line.trim());
  }
  return found.filter(({ details }) => !isOfTheFileOnly(details));
}

/** Packages that were really compared: levitate passes over one that it does not find installed. */
export function comparedPackages(report: string): string[] {
  return [...stripVTControlCharacters(report).matchAll(/Found (@grafana\/\w+) version/g)].map(([, name = '']) => name);
}
