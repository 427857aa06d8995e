import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../node_modules/@fontsource');

const INTER: Readonly<Record<string, string>> = {
  'Inter-Regular': '400-normal',
  'Inter-Medium': '500-normal',
  'Inter-Italic': '400-italic',
  'Inter-MediumItalic': '500-italic',
};

/** The font file behind a path below `/public/fonts/`; undefined = no such font. */
export function fontFile(path: string): string | undefined {
  const inter = INTER[/\/inter\/([\w-]+)[.]woff2$/.exec(path)?.[1] ?? ''];
  if (inter !== undefined) return join(FOLDER, `inter/files/inter-latin-${inter}.woff2`);
  // One variable file in Grafana, under a name that says nothing.
  return /\/roboto\/[\w-]+[.]woff2$/.test(path)
    ? join(FOLDER, 'roboto-mono/files/roboto-mono-latin-400-normal.woff2')
    : undefined;
}
