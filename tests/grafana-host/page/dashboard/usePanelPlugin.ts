import { useEffect, useState } from 'react';
import type { PanelPlugin } from '@grafana/data';
import { importPanel } from '../panels/panelPlugins.ts';

/** A panel's plugin once it is loaded. */
export function usePanelPlugin(id: string): PanelPlugin | Error | undefined {
  const [plugin, setPlugin] = useState<PanelPlugin | Error>();
  useEffect(() => {
    importPanel(id).then(setPlugin, (error: unknown) =>
      setPlugin(error instanceof Error ? error : new Error(String(error))),
    );
  }, [id]);
  return plugin;
}
