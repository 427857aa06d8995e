import type { DataSourceApi, DataSourceInstanceSettings, DataSourceRef } from '@grafana/data';
import { config, type DataSourceSrv, type GetDataSourceListFilters } from '@grafana/runtime';
import { PrometheusDataSource } from './prometheusDataSource.ts';

type Ref = DataSourceRef | string | null | undefined;

function uidOf(ref: Ref): string | undefined {
  return typeof ref === 'object' && ref !== null ? ref.uid : (ref ?? undefined);
}

/** The data sources of the host: its Prometheus, or none. */
export class HostDataSourceSrv implements DataSourceSrv {
  readonly #opened = new Map<string, DataSourceApi>();

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const { type, pluginId, filter } = filters;
    const types = typeof type === 'string' ? [type] : type;
    return Object.values(config.datasources).filter(
      (settings) =>
        (types === undefined || types.includes(settings.type)) &&
        (pluginId === undefined || settings.meta.id === pluginId) &&
        (filter === undefined || filter(settings)),
    );
  }

  /** By UID or name; without either the default one. */
  getInstanceSettings(ref?: Ref): DataSourceInstanceSettings | undefined {
    const wanted = uidOf(ref) ?? 'default';
    return Object.values(config.datasources).find(
      ({ uid, name, isDefault }) => uid === wanted || name === wanted || (wanted === 'default' && isDefault === true),
    );
  }

  async get(ref?: Ref): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref);
    if (!settings) throw new Error(`Datasource ${uidOf(ref) ?? 'default'} was not found`);
    const opened = this.#opened.get(settings.uid) ?? new PrometheusDataSource(settings);
    this.#opened.set(settings.uid, opened);
    return opened;
  }

  reload(): void {
    this.#opened.clear();
  }

  registerRuntimeDataSource({ dataSource }: Parameters<DataSourceSrv['registerRuntimeDataSource']>[0]): void {
    this.#opened.set(dataSource.uid, dataSource);
  }
}
