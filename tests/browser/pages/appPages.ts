/** Id of the app. */
export const APP = 'understudy-fallback-app';

/** A page of the app. */
export interface AppPageEntry {
  /** As in the menu; the page's first heading says the same. */
  readonly name: string;
  readonly path: string;
}

/** Where a page of the app lies. */
export const pathOf = (page: string): string => `/a/${APP}/${page}`;

/** Every page, as the menu lists them. */
export const APP_PAGES: readonly AppPageEntry[] = [
  { name: 'Overview', path: pathOf('overview') },
  { name: 'Chains', path: pathOf('chains') },
  { name: 'Policy', path: pathOf('policy') },
  { name: 'Activity', path: pathOf('activity') },
  { name: 'Analytics', path: pathOf('analytics') },
  { name: 'Alerts', path: pathOf('alerts') },
  { name: 'Models & providers', path: pathOf('models') },
  { name: 'LiteLLM', path: pathOf('litellm') },
];

/** Where admins connect the app. */
export const CONFIGURATION_PATH = `/plugins/${APP}`;
