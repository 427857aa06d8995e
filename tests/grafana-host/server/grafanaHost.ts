import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Alerting } from '../alerting/Alerting.ts';
import { GRAFANA_VERSIONS, type GrafanaLine } from '../grafanaLine.ts';
import { PluginProxy } from '../proxy/pluginProxy.ts';
import { proxiedPlugin } from '../proxy/proxyPathOf.ts';
import { apiAnswer } from './apiAnswer.ts';
import type { BootDataOptions } from './bootData.ts';
import { cookiesOf } from './cookies.ts';
import { dataSourcePath, proxyToPrometheus } from './dataSourceProxy.ts';
import { fontFile } from './fonts.ts';
import { hostHtml } from './hostHtml.ts';
import type { HostTheme } from './hostTheme.ts';
import { hostUser, type HostUser } from './hostUser.ts';
import { IdentitySigner } from './identitySigner.ts';
import { login } from './login.ts';
import { PluginFolder } from './pluginFiles.ts';
import { PluginSettings, type SettingsUpdate } from './pluginSettings.ts';
import { sendFile, serveStatic, type StaticFolder } from './staticFiles.ts';
import { publicFolders } from './publicFolders.ts';

/** How a host is started. */
export interface HostOptions {
  readonly grafana: GrafanaLine;
  /** Folder of the built plugin. */
  readonly pluginDist: string;
  /** Folder of the bundled page. */
  readonly pageDist: string;
  /** The app's settings at the start. */
  readonly settings?: SettingsUpdate;
  /** A real Prometheus; absent = no data source. */
  readonly prometheusUrl?: string;
  /** Default: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Who uses it where no cookie says otherwise: a login or a role. Default: the first admin. */
  readonly user?: string;
  readonly theme?: HostTheme;
  /** `[dataproxy] send_user_header`; default false, as in Grafana. */
  readonly sendUserHeader?: boolean;
}

/** Stands in for Grafana's server: its page, the plugin's files, its proxy and the few APIs that the plugin uses. */
export class GrafanaHost {
  readonly settings: PluginSettings;
  readonly plugins: PluginFolder;
  /** Folders and Grafana-managed rules. */
  readonly alerting: Alerting;
  readonly #options: HostOptions;
  readonly #server: Server;
  readonly #proxy: PluginProxy;
  readonly #signer: IdentitySigner;

  constructor(options: HostOptions) {
    this.#options = options;
    this.settings = new PluginSettings(options.settings);
    this.plugins = new PluginFolder(options.pluginDist);
    this.alerting = new Alerting(options.prometheusUrl);
    this.#signer = new IdentitySigner(() => this.url);
    this.#proxy = new PluginProxy({
      routes: () => this.plugins.app.routes ?? [],
      settings: this.settings,
      pathRules: { resolvesDots: options.grafana !== '12.4' },
      sendUserHeader: options.sendUserHeader ?? false,
      signIdentity: this.#signer.sign,
    });
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
      });
    });
  }

  async listen(): Promise<this> {
    this.#server.listen(this.#options.port ?? 0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  /** `http://127.0.0.1:PORT`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #userOf(request: IncomingMessage): HostUser {
    return hostUser(cookiesOf(request)['host_user'] ?? this.#options.user);
  }

  #folders(): StaticFolder[] {
    const { grafana, pageDist } = this.#options;
    return [{ prefix: '/host/', folder: pageDist }, ...this.plugins.folders(), ...publicFolders(grafana)];
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const path = url.replace(/[?#].*$/, '');
    const user = this.#userOf(request);
    if (proxiedPlugin(path) === this.plugins.app.id) {
      this.#proxy.handle(request, response, user);
      return;
    }
    const { prometheusUrl } = this.#options;
    const atPrometheus = dataSourcePath(url);
    if (prometheusUrl !== undefined && atPrometheus !== undefined) {
      proxyToPrometheus(prometheusUrl, atPrometheus, request, response);
      return;
    }
    if (path === '/login' && request.method === 'POST') return login(request, response);
    if (path.startsWith('/api/')) {
      const { settings, plugins, alerting } = this;
      const host = { settings, plugins, signer: this.#signer, alerting, prometheusUrl };
      return apiAnswer(host, user, request, response);
    }
    if (path.startsWith('/public/fonts/')) sendFile(fontFile(path), response);
    else if (path.startsWith('/host/') || path.startsWith('/public/')) {
      if (!(await serveStatic(this.#folders(), path, response))) response.writeHead(404).end();
    } else this.#page(request, response, user);
  }

  /** `?role=` (or a login) and `?theme=` are remembered in cookies, so that the next page keeps them. */
  #page(request: IncomingMessage, response: ServerResponse, user: HostUser): void {
    const { searchParams } = new URL(request.url ?? '/', this.url);
    const asked = searchParams.get('role');
    const theme = searchParams.get('theme') ?? cookiesOf(request)['host_theme'] ?? this.#options.theme;
    const options: BootDataOptions = {
      plugins: this.plugins.read(),
      settings: this.settings.public,
      user: asked === null ? user : hostUser(asked),
      theme: theme === 'light' ? 'light' : 'dark',
      version: GRAFANA_VERSIONS[this.#options.grafana],
      hasPrometheus: this.#options.prometheusUrl !== undefined,
    };
    const { html, policy } = hostHtml(options);
    response.writeHead(200, {
      'content-type': 'text/html; charset=UTF-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'set-cookie': [
        `host_user=${options.user.login}; Path=/; SameSite=Lax`,
        `host_theme=${options.theme}; Path=/; SameSite=Lax`,
      ],
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'deny',
    });
    response.end(html);
  }
}
