import type { TemplateData } from '../proxy/goTemplate.ts';

/** What a form sends to `POST /api/plugins/<id>/settings`. */
export interface SettingsUpdate {
  readonly enabled?: boolean;
  readonly pinned?: boolean;
  readonly jsonData?: Record<string, unknown>;
  readonly secureJsonData?: Readonly<Record<string, string>>;
}

/** What everybody with access to the app may read of its settings. */
export interface PublicSettings {
  readonly enabled: boolean;
  readonly pinned: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonFields: Readonly<Record<string, boolean>>;
}

/** The settings of the app in the one organisation of the host; secrets go in and do not come out. */
export class PluginSettings {
  #enabled = true;
  #pinned = true;
  #jsonData: Record<string, unknown>;
  readonly #secureJsonData: Map<string, string>;

  constructor(initial: SettingsUpdate = {}) {
    this.#jsonData = { ...initial.jsonData };
    this.#secureJsonData = new Map(Object.entries(initial.secureJsonData ?? {}));
  }

  /** `jsonData` is replaced, secrets are kept where the update does not name them; an empty one is still set. */
  update({ enabled, pinned, jsonData, secureJsonData = {} }: SettingsUpdate): void {
    this.#enabled = enabled ?? false;
    this.#pinned = pinned ?? false;
    this.#jsonData = { ...jsonData };
    for (const [name, value] of Object.entries(secureJsonData)) this.#secureJsonData.set(name, value);
  }

  get public(): PublicSettings {
    const set = [...this.#secureJsonData].map(([name, value]) => [name, value !== ''] as const);
    return {
      enabled: this.#enabled,
      pinned: this.#pinned,
      jsonData: this.#jsonData,
      secureJsonFields: Object.fromEntries(set),
    };
  }

  /** For the proxy only. */
  templateData(): TemplateData {
    return { JsonData: this.#jsonData, SecureJsonData: Object.fromEntries(this.#secureJsonData) };
  }
}
