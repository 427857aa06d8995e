// What Grafana's own core takes from inside its packages; plugins cannot, so that no public types lead there.

declare module '@grafana/runtime/dist/esm/components/PluginPage.mjs' {
  import type { PluginPageType } from '@grafana/runtime';
  export function setPluginPage(component: PluginPageType): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs' {
  import type { ComponentType } from 'react';
  import type { PanelDataErrorViewProps } from '@grafana/runtime';
  export function setPanelDataErrorView(component: ComponentType<PanelDataErrorViewProps>): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelRenderer.mjs' {
  import type { ComponentType } from 'react';
  import type { PanelRendererProps } from '@grafana/runtime';
  export function setPanelRenderer(component: ComponentType<PanelRendererProps>): void;
}

declare module '@grafana/i18n/internal' {
  export function initializeI18n(
    options: { language?: string; ns?: string[] },
    regionalFormat: string,
  ): Promise<unknown>;
  export function addResourceBundle(language: string, namespace: string, resources: object): void;
  export function getI18nInstance(): object;
}

declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';

// Version 5, which Grafana's own core runs on; it comes without types.
declare module 'react-router-dom' {
  import type { ComponentType, ReactNode } from 'react';
  export const Router: ComponentType<{ history: object; children: ReactNode }>;
}

declare module 'prismjs' {
  export const languages: object;
}
