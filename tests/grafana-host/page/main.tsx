import { standardEditorsRegistry, standardFieldConfigEditorRegistry } from '@grafana/data';
import { initializeI18n } from '@grafana/i18n/internal';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { host } from './hostWindow.ts';
import { loadApp } from './modules/loadPlugin.ts';
import { shareModules } from './modules/sharedModules.ts';
import { standardEditors } from './panels/standardEditors.tsx';
import { standardFields } from './panels/standardFields.ts';
import { registerExtensionsOf } from './services/extensions.ts';
import { installServices } from './services/hostServices.tsx';

// The libraries have taken it in; the plugin, with a zod of its own, has to ask for it itself.
Reflect.deleteProperty(window, '__zod_globalConfig');

async function start(root: HTMLElement): Promise<void> {
  await initializeI18n({ language: 'en-US', ns: ['grafana'] }, 'en-US');
  standardEditorsRegistry.setInit(standardEditors);
  standardFieldConfigEditorRegistry.setInit(standardFields);
  const { events } = installServices();
  shareModules();
  const plugin = await loadApp(host.app);
  registerExtensionsOf(plugin);
  createRoot(root).render(<App plugin={plugin} events={events} />);
}

const root = document.getElementById('reactRoot');
if (root) {
  start(root).catch((error: unknown) => {
    root.textContent = `The host could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    throw error;
  });
}
