import React, { type ReactElement } from 'react';
import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { OrgRole, PluginContextProvider, PluginType, type AppPluginMeta } from '@grafana/data';
import { config, locationService, setAppEvents } from '@grafana/runtime';
import type { Role } from '@understudy/contract';
import { AgentClientContext } from '../api/AgentClientContext.ts';
import type { AgentClient } from '../api/agentClient.ts';
import { createQueryClient } from '../api/queryClient.ts';
import { rememberSettings } from '../api/savedSettings.ts';
import type { AppSettings } from '../api/settings.ts';
import { AppShell } from '../app/AppShell.tsx';
import { BASE_URL, PLUGIN_ID } from '../plugin.ts';
import { fakeAgent, type FakeAgent } from './fakeAgent.ts';
import { ToastBus } from './ToastBus.ts';
import { TestRouter } from './TestRouter.tsx';

/** How a page is met. */
export interface PageOptions {
  /** Default: one that answers with the contract's examples. */
  readonly agent?: FakeAgent;
  /** Instead of `agent`. */
  readonly client?: AgentClient;
  /** Role of the signed-in person; default admin. */
  readonly role?: Role;
  /** Default: an agent, and no Prometheus. */
  readonly settings?: AppSettings;
  /** Where in the app, with its query: `/chains?model=gpt-4o`. Default `/overview`. */
  readonly path?: string;
}

/** A page as a person meets it. */
export interface RenderedPage extends RenderResult {
  readonly agent: FakeAgent;
  readonly user: UserEvent;
  /** What Grafana's notifications said, oldest first. */
  readonly toasts: readonly string[];
}

/** The app's settings in tests. */
export const TEST_SETTINGS: AppSettings = { agentUrl: 'http://checkout-agent:4101' };

const ORG_ROLES = { viewer: OrgRole.Viewer, editor: OrgRole.Editor, admin: OrgRole.Admin } as const;

const READS = ['alert.rules:read', 'alert.rules.external:read'];

/** What Grafana's basic roles may do, as far as pages ask for it. */
const ACTIONS: Readonly<Record<Role, readonly string[]>> = {
  viewer: READS,
  editor: READS,
  admin: [...READS, 'alert.provisioning:read', 'alert.provisioning:write'],
};

const META: AppPluginMeta<AppSettings> = {
  id: PLUGIN_ID,
  name: 'Understudy',
  type: PluginType.app,
  module: '',
  baseUrl: '',
  info: {
    author: { name: '' },
    description: '',
    links: [],
    logos: { large: '', small: '' },
    screenshots: [],
    updated: '',
    version: '0.1.0',
  },
};

/** Renders `ui` in the app's shell, at an address of Grafana, for somebody with a role. */
export function renderPage(
  ui: ReactElement,
  {
    agent = fakeAgent(),
    client = agent.client,
    role = 'admin',
    settings = TEST_SETTINGS,
    path = '/overview',
  }: PageOptions = {},
): RenderedPage {
  rememberSettings(undefined);
  config.bootData.user.orgRole = ORG_ROLES[role];
  config.bootData.user.permissions = Object.fromEntries(ACTIONS[role].map((action) => [action, true]));
  locationService.push(`${BASE_URL}${path}`);
  const events = new ToastBus();
  setAppEvents(events);
  const queryClient = createQueryClient();
  // A test says itself how often something fails.
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retry: false } });
  const rendered = render(
    <PluginContextProvider meta={META}>
      <TestRouter>
        <AgentClientContext.Provider value={client}>
          <AppShell settings={settings} queryClient={queryClient}>
            {ui}
          </AppShell>
        </AgentClientContext.Provider>
      </TestRouter>
    </PluginContextProvider>,
  );
  return { ...rendered, agent, user: userEvent.setup(), toasts: events.toasts };
}
