import { join } from 'node:path';
import { librariesOf, type GrafanaLine } from '../grafanaLine.ts';
import type { StaticFolder } from './staticFiles.ts';

const OWN_ICONS = join(import.meta.dirname, '../public/icons');

/** Grafana's own pictures and fonts, from the packages that carry them. */
export function publicFolders(grafana: GrafanaLine): StaticFolder[] {
  const img = join(librariesOf(grafana), 'node_modules/@grafana/ui/dist/public/img');
  return [
    { prefix: '/public/build/img/', folder: img },
    { prefix: '/public/img/', folder: img },
    // Icons that Grafana's own build has and the package has not; those not drawn here are a dashed square.
    { prefix: '/public/build/img/icons/', folder: OWN_ICONS, otherwise: join(OWN_ICONS, 'missing.svg') },
  ];
}
