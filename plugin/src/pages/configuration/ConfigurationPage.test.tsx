import React from 'react';
import { of, throwError } from 'rxjs';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { AppPlugin, PluginType, type AppPluginMeta } from '@grafana/data';
import { setBackendSrv, setDataSourceSrv, type BackendSrvRequest } from '@grafana/runtime';
import { getHealth, getStatus } from '@understudy/contract';
import type { AppSettings } from '../../api/settings.ts';
import { PLUGIN_ID } from '../../plugin.ts';
import { renderPage } from '../../testing/renderPage.tsx';
import { ConfigurationPage } from './ConfigurationPage.tsx';

const SETTINGS_URL = `/api/plugins/${PLUGIN_ID}/settings`;
const PROXY = `/api/plugin-proxy/${PLUGIN_ID}/api`;

const unauthorized = {
  status: 401,
  data: { type: 'about:blank', title: 'Unauthorized', status: 401, detail: 'the token is not known' },
};

/** Grafana: what was posted ends in `saved`, the agent answers by path; what is no data is a refusal. */
function fakeGrafana(agent: Readonly<Record<string, { readonly status: number; readonly data: unknown }>> = {}) {
  const saved: unknown[] = [];
  let refusal: { readonly status: number; readonly data: unknown } | undefined;
  const answers: typeof agent = {
    [`${PROXY}/status`]: { status: 200, data: getStatus.success.example },
    [`${PROXY}/health`]: { status: 200, data: getHealth.success.example },
    [`${PROXY}/tokens`]: { status: 200, data: { items: [], total: 0, next: null } },
    ...Object.fromEntries(Object.entries(agent).map(([path, answer]) => [`${PROXY}${path}`, answer])),
  };
  const fetch = jest.fn(({ url, method, data }: BackendSrvRequest) => {
    if (url === SETTINGS_URL && method === 'POST') {
      if (refusal) return throwError(() => ({ ...refusal, config: {} }));
      saved.push(data);
      return of({ status: 200, data: {}, headers: new Headers() });
    }
    const answer = answers[url] ?? { status: 404, data: { message: 'plugin route match not found' } };
    if (answer.status >= 300) return throwError(() => ({ ...answer, config: {} }));
    return of({ ...answer, headers: new Headers() });
  });
  setBackendSrv({ fetch } as never);
  return { saved, refuse: (next: typeof refusal) => (refusal = next) };
}

function show(meta: Partial<AppPluginMeta<AppSettings>> = {}, role: 'admin' | 'editor' = 'admin') {
  const plugin = new AppPlugin<AppSettings>();
  plugin.meta = {
    id: PLUGIN_ID,
    name: 'Understudy',
    type: PluginType.app,
    module: '',
    baseUrl: '',
    enabled: true,
    pinned: true,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { large: '', small: '' },
      screenshots: [],
      updated: '',
      version: '0.1.0',
    },
    ...meta,
  };
  return renderPage(<ConfigurationPage plugin={plugin} query={{}} />, { role });
}

const rows = () =>
  within(screen.getByRole('list', { name: 'Connection test' }))
    .getAllByRole('listitem')
    .map((row) => row.textContent);

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as never);
});

describe('the configuration', () => {
  it('stores address and tokens, keeps what it is to keep, and tests the connection', async () => {
    const { saved } = fakeGrafana();
    const { user } = show({ secureJsonFields: { viewerToken: true } });
    await user.type(screen.getByLabelText(/^Control address/), 'http://checkout-agent:4101/');
    expect(screen.getByText('Saved without the slash at the end.')).toBeVisible();
    await user.type(screen.getByLabelText(/^Admin token/), 'ua_secret');
    await user.click(screen.getByRole('button', { name: 'Save and test' }));
    expect(await screen.findByText('Saved. Connected.')).toBeVisible();
    expect(saved).toEqual([
      {
        enabled: true,
        pinned: true,
        jsonData: { agentUrl: 'http://checkout-agent:4101' },
        secureJsonData: { adminToken: 'ua_secret' },
      },
    ]);
    expect(rows()).toEqual([
      expect.stringMatching(/^Agent answers<?\d+ ms$/),
      'Admin token acceptedrole admin',
      'Viewer token acceptedrole viewer',
      'Version0.1.0, supported',
      'Prometheusnone chosen',
    ]);
  });

  it('never holds a token once it is saved', async () => {
    fakeGrafana();
    const { user, container } = show();
    await user.type(screen.getByLabelText(/^Admin token/), 'ua_secret');
    await user.click(screen.getByRole('button', { name: 'Save and test' }));
    await screen.findByText(/^Saved\./);
    expect(container.innerHTML).not.toContain('ua_secret');
    expect(screen.getByLabelText(/^Admin token/)).toHaveValue('configured');
  });

  it('replaces a token after Reset', async () => {
    const { saved } = fakeGrafana();
    const { user } = show({ secureJsonFields: { adminToken: true }, jsonData: { agentUrl: 'http://agent:4101' } });
    await user.click(screen.getAllByRole('button', { name: 'Reset' })[0]!);
    await user.type(screen.getByLabelText(/^Admin token/), 'ua_new');
    await user.click(screen.getByRole('button', { name: 'Save and test' }));
    await screen.findByText(/^Saved\./);
    expect(saved).toEqual([expect.objectContaining({ secureJsonData: { adminToken: 'ua_new' } })]);
  });

  it('does not save a wrong address, and says why', async () => {
    const { saved } = fakeGrafana();
    const { user } = show();
    await user.type(screen.getByLabelText(/^Control address/), 'checkout-agent:4101');
    expect(screen.getByText('Not an address. It looks like http://checkout-agent:4101.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save and test' })).toHaveAttribute('aria-disabled', 'true');
    await user.type(screen.getByLabelText(/^Control address/), '{Enter}');
    expect(saved).toEqual([]);
  });

  it('names the cause and the remedy where the agent does not answer', async () => {
    fakeGrafana({ '/status': { status: 502, data: '' } });
    const { user } = show();
    await user.type(screen.getByLabelText(/^Control address/), 'http://checkout-agent:4101');
    await user.click(screen.getByRole('button', { name: 'Save and test' }));
    expect(await screen.findByText('Saved. Not connected.')).toBeVisible();
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('The Grafana server cannot connect to checkout-agent:4101');
    expect(alert).toHaveTextContent('--control 0.0.0.0:4101');
    expect(rows()).toEqual([
      'Agent does not answerno connection',
      'Admin tokennot tested',
      'Viewer tokennot tested',
      'Versionnot tested',
      'Prometheusnone chosen',
    ]);
  });

  it('names the token that is wrong', async () => {
    fakeGrafana({ '/tokens': unauthorized });
    const { user } = show({
      jsonData: { agentUrl: 'http://agent:4101' },
      secureJsonFields: { adminToken: true, viewerToken: true },
    });
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(await screen.findByText('Not connected.')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('The agent does not know the admin token');
    expect(rows()[2]).toBe('Viewer token acceptedrole viewer');
  });

  it('tests only what is saved', async () => {
    fakeGrafana();
    const { user } = show({ jsonData: { agentUrl: 'http://agent:4101' } });
    await user.type(screen.getByLabelText(/^Control address/), '2');
    const test = screen.getByRole('button', { name: 'Test' });
    expect(test).toHaveAttribute('aria-disabled', 'true');
    await user.hover(test);
    expect(await screen.findByText('The test uses what is saved: save first.')).toBeInTheDocument();
  });

  it("says Grafana's words where it refuses to save", async () => {
    const { refuse } = fakeGrafana();
    refuse({ status: 403, data: { message: 'Permission denied' } });
    const { user } = show();
    await user.type(screen.getByLabelText(/^Control address/), 'http://checkout-agent:4101');
    await user.click(screen.getByRole('button', { name: 'Save and test' }));
    expect(await screen.findByText('Not saved: Permission denied')).toBeVisible();
    expect(screen.getByLabelText(/^Control address/)).toHaveValue('http://checkout-agent:4101');
  });

  it('offers the Prometheus data sources and none', async () => {
    const { saved } = fakeGrafana();
    const getList = () => [{ uid: 'prom', name: 'Prometheus', isDefault: true }];
    setDataSourceSrv({ getList, get: () => Promise.reject(new Error('Bad gateway')) } as never);
    const { user } = show({ jsonData: { agentUrl: 'http://agent:4101' } });
    await user.click(screen.getByLabelText(/^Prometheus data source/));
    await user.click(await screen.findByRole('option', { name: 'Prometheus (default)' }));
    await user.click(screen.getByRole('button', { name: 'Save and test' }));
    expect(await screen.findByText('Saved. Connected.')).toBeVisible();
    expect(saved).toEqual([
      expect.objectContaining({ jsonData: { agentUrl: 'http://agent:4101', prometheusUid: 'prom' } }),
    ]);
    expect(screen.getByRole('alert')).toHaveTextContent('The Prometheus data source does not answer');
    expect(screen.getByRole('alert')).toHaveTextContent('Bad gateway');
  });

  it('is for admins', () => {
    fakeGrafana();
    show({}, 'editor');
    expect(screen.getByText('The configuration is for admins')).toBeVisible();
    expect(screen.getByText(/You are signed in as editor/)).toBeVisible();
    expect(screen.queryByLabelText(/^Control address/)).not.toBeInTheDocument();
  });
});
