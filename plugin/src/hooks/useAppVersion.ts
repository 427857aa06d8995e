import { usePluginContext } from '@grafana/data';

/** Version of this app, as Grafana loaded it; undefined outside of it. */
export function useAppVersion(): string | undefined {
  return usePluginContext()?.meta.info.version;
}
