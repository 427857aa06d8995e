import type { Check } from './Check.ts';

const UNSAFE_SVG = /<script|<foreignObject|\son\w+\s*=|javascript:|href\s*=\s*["'](?!#|data:image)/i;

/** Logos and screenshots that are named are there, each beside its own plugin.json, and drawings hold no program. */
export const checkImages: Check = (folder) => [
  ...folder
    .plugins()
    .flatMap(({ folder: where, json: { info } }) =>
      [info.logos.small, info.logos.large, ...(info.screenshots ?? []).map(({ path }) => path)]
        .filter((path) => !folder.has(where + path))
        .map((path) => `${where}plugin.json: ${path} is not there`),
    ),
  ...folder
    .named('.svg')
    .filter((path) => UNSAFE_SVG.test(folder.text(path)))
    .map((path) => `${path} is not a plain drawing`),
];
