import { useCallback, useState } from 'react';
import type { AppPluginMeta } from '@grafana/data';
import { askPrometheus } from '../../api/prometheus.ts';
import { currentSettings } from '../../api/savedSettings.ts';
import { saveSettings } from '../../api/saveSettings.ts';
import type { AppSettings } from '../../api/settings.ts';
import { grafanaTransport } from '../../api/transport.ts';
import { agentsByConfiguration, newestScrapeAge } from '../../promql/fleet.ts';
import type { Checks } from './checks/check.ts';
import { NOTHING_CHECKED, NOTHING_TESTED, runChecks } from './checks/runChecks.ts';
import { formOf, isDirty, savedForm, secretsOf, settingsOf, type FormState } from './form/formState.ts';
import { readAgentUrl } from './form/agentUrl.ts';

/** What the page is about to do, does, or has done. */
export type Phase =
  | { readonly kind: 'idle' | 'saving' }
  | { readonly kind: 'testing' | 'tested'; readonly saved: boolean }
  | { readonly kind: 'not-saved'; readonly message: string };

/** The configuration as the page edits, stores and tests it. */
export interface Configuration {
  readonly form: FormState;
  readonly change: (part: Partial<FormState>) => void;
  readonly dirty: boolean;
  /** False while the address is wrong: nothing can be saved. */
  readonly valid: boolean;
  readonly busy: boolean;
  readonly phase: Phase;
  readonly checks: Checks;
  /** Where the agent is to be. */
  readonly agentUrl: string;
  readonly saveAndTest: () => Promise<void>;
  readonly test: () => Promise<void>;
}

async function askFleet(uid: string) {
  const now = Date.now();
  const expressions = { agents: agentsByConfiguration({}), age: newestScrapeAge({}) };
  const { agents = [], age = [] } = await askPrometheus({ uid, expressions, from: now, to: now });
  return { agents, age };
}

/** Edits the app's settings; the test uses what Grafana has stored, as every page does. */
export function useConfiguration(meta: AppPluginMeta<AppSettings>): Configuration {
  const [stored, setStored] = useState(() => formOf(currentSettings(meta.jsonData), meta.secureJsonFields ?? {}));
  const [form, setForm] = useState(stored);
  const [phase, setPhase] = useState<Phase>({ kind: 'idle' });
  const [checks, setChecks] = useState(NOTHING_TESTED);

  const testStored = async (of: FormState, saved: boolean) => {
    setPhase({ kind: 'testing', saved });
    setChecks(NOTHING_CHECKED);
    await runChecks(
      {
        agentUrl: of.agentUrl,
        appVersion: meta.info.version,
        appEnabled: meta.enabled ?? false,
        tokens: { admin: of.adminToken.stored, viewer: of.viewerToken.stored },
        prometheusUid: of.prometheusUid,
        transport: grafanaTransport,
        askFleet,
        clock: () => performance.now(),
      },
      (id, state) => setChecks((before) => ({ ...before, [id]: state })),
    );
    setPhase({ kind: 'tested', saved });
  };
  const valid = readAgentUrl(form.agentUrl).problem === undefined;
  const busy = phase.kind === 'saving' || phase.kind === 'testing';
  const saveAndTest = async () => {
    // Enter in a field comes here past the button.
    if (!valid || busy) return;
    setPhase({ kind: 'saving' });
    try {
      await saveSettings({
        enabled: meta.enabled ?? false,
        pinned: meta.pinned ?? false,
        jsonData: settingsOf(form, currentSettings(meta.jsonData)),
        secureJsonData: secretsOf(form),
      });
    } catch (error) {
      setPhase({ kind: 'not-saved', message: error instanceof Error ? error.message : String(error) });
      return;
    }
    const saved = savedForm(form);
    setStored(saved);
    setForm(saved);
    await testStored(saved, true);
  };
  return {
    form,
    change: useCallback((part) => setForm((before) => ({ ...before, ...part })), []),
    dirty: isDirty(form, stored),
    valid,
    busy,
    phase,
    checks,
    agentUrl: stored.agentUrl,
    saveAndTest,
    test: () => testStored(stored, false),
  };
}
