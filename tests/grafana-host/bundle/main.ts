import { grafanaLine } from '../grafanaLine.ts';
import { bundlePage } from './bundlePage.ts';

await bundlePage(grafanaLine(process.argv[2] ?? '12.4'));
