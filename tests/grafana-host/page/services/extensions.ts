import type { ComponentType } from 'react';
import type { AppPlugin, ComponentTypeWithExtensionMeta, PluginExtensionLink } from '@grafana/data';
import { PluginExtensionTypes } from '@grafana/data';
import type { UsePluginComponentResult, UsePluginComponentsResult, UsePluginLinksOptions } from '@grafana/runtime';

let app: AppPlugin | undefined;

/** The app whose extensions the host shows. */
export function registerExtensionsOf(plugin: AppPlugin): void {
  app = plugin;
}

function targets(wanted: string | readonly string[], point: string): boolean {
  return typeof wanted === 'string' ? wanted === point : wanted.includes(point);
}

/** The app's links at an extension point, configured for its context as Grafana does. */
export function linksAt({ extensionPointId, context }: UsePluginLinksOptions) {
  const links = (app?.addedLinkConfigs ?? [])
    .filter((link) => targets(link.targets, extensionPointId))
    .flatMap(({ configure, ...config }): PluginExtensionLink[] => {
      const overrides = configure ? configure(context) : {};
      if (!overrides) return [];
      const { title, description, path, icon, category } = { ...config, ...overrides };
      const id = `${app?.meta.id}/${title}`;
      return [
        {
          id,
          type: PluginExtensionTypes.link,
          title,
          description: description ?? '',
          pluginId: app?.meta.id ?? '',
          ...(path === undefined ? {} : { path }),
          ...(icon === undefined ? {} : { icon }),
          ...(category === undefined ? {} : { category }),
        },
      ];
    });
  return { links, isLoading: false };
}

/** A component that the app exposes under an id. */
export function exposedComponent<Props extends object>(id: string): UsePluginComponentResult<Props> {
  const found = app?.exposedComponentConfigs.find((config) => config.id === id);
  // Grafana does not know the props of a component either; who asks for an id knows them.
  return { component: found?.component as ComponentType<Props> | undefined, isLoading: false };
}

/** The app's components at an extension point: the host renders none. */
export function componentsAt<Props>(): UsePluginComponentsResult<Props> {
  const components: ComponentTypeWithExtensionMeta<Props>[] = [];
  return { components, isLoading: false };
}
