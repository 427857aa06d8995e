/** A route of plugin.json, as far as apps have them. */
export interface PluginRoute {
  readonly path: string;
  /** One verb; absent, empty or `*` = any. */
  readonly method?: string;
  /** The least role in the organisation; absent = everybody who may open the app. */
  readonly reqRole?: string;
  /** A Go template. */
  readonly url: string;
  readonly headers?: readonly { readonly name: string; readonly content: string }[];
}
