import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaDataUnstable from '@grafana/data/unstable';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaRuntimeUnstable from '@grafana/runtime/unstable';
import * as grafanaUi from '@grafana/ui';
import * as grafanaUiUnstable from '@grafana/ui/unstable';
import { getI18nInstance } from '@grafana/i18n/internal';
import jquery from 'jquery';
import * as lodash from 'lodash';
import * as moment from 'moment';
import * as prism from 'prismjs';
import * as React from 'react';
import * as jsxDevRuntime from 'react/jsx-dev-runtime';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDom from 'react-dom';
import * as reactInlineSvg from 'react-inlinesvg';
import * as reactRedux from 'react-redux';
import * as routerV5 from 'react-router-dom';
import * as router from 'react-router-dom-v5-compat';
import * as redux from 'redux';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

/** The part of SystemJS that Grafana loads plugins with. */
interface ModuleLoader {
  import(url: string): Promise<unknown>;
  set(id: string, module: object): void;
  addImportMap(map: { readonly imports: Readonly<Record<string, string>> }): void;
}

declare global {
  interface Window {
    readonly System: ModuleLoader;
  }
}

/** A CommonJS package as `import * as` and `import` of it both expect it. */
const withDefault = (module: object): object => ({ ...module, default: 'default' in module ? module.default : module });

/**
 * The libraries that Grafana 12.4 hands to plugins, under the names that plugins import. Left out is what no plugin of
 * today's tool chain can reach: d3, slate, monaco, flot and `app/core/…`.
 */
function sharedModules(): Record<string, object> {
  return {
    '@emotion/css': emotionCss,
    '@emotion/react': emotionReact,
    '@grafana/data': grafanaData,
    '@grafana/data/unstable': grafanaDataUnstable,
    '@grafana/runtime': grafanaRuntime,
    '@grafana/runtime/unstable': grafanaRuntimeUnstable,
    '@grafana/ui': grafanaUi,
    '@grafana/ui/unstable': grafanaUiUnstable,
    emotion: emotionCss,
    i18next: getI18nInstance(),
    jquery: { default: jquery, __useDefault: true },
    lodash: withDefault(lodash),
    moment: withDefault(moment),
    prismjs: withDefault(prism),
    react: withDefault(React),
    'react/jsx-runtime': jsxRuntime,
    'react/jsx-dev-runtime': jsxDevRuntime,
    'react-dom': withDefault(ReactDom),
    'react-inlinesvg': withDefault(reactInlineSvg),
    'react-redux': reactRedux,
    // Version 5, as in Grafana; a plugin bundles version 6, whose `react-router` is this.
    'react-router-dom': routerV5,
    'react-router': router,
    redux,
    rxjs,
    'rxjs/operators': rxjsOperators,
  };
}

/** Makes them importable. Last of all: SystemJS copies the values, so that later changes of a module are not seen. */
export function shareModules(): void {
  const modules = Object.entries(sharedModules());
  for (const [name, module] of modules) window.System.set(`package:${name}`, module);
  window.System.addImportMap({ imports: Object.fromEntries(modules.map(([name]) => [name, `package:${name}`])) });
}
