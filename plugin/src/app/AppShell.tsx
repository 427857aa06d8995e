import React, { type ReactNode } from 'react';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { AppSettings } from '../api/settings.ts';
import { SettingsContext } from '../api/SettingsContext.ts';
import { UnsavedGuard } from '../components/guard/UnsavedGuard.tsx';
import { RefreshProvider } from './RefreshProvider.tsx';
import { ToastHost } from './toast/ToastHost.tsx';

interface Props {
  readonly settings: AppSettings;
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}

/** What every page stands in: settings, answers, refresh, messages, the guard of unsaved changes. */
export function AppShell({ settings, queryClient, children }: Props) {
  return (
    <SettingsContext.Provider value={settings}>
      <QueryClientProvider client={queryClient}>
        <RefreshProvider>
          <ToastHost>
            <UnsavedGuard>{children}</UnsavedGuard>
          </ToastHost>
        </RefreshProvider>
      </QueryClientProvider>
    </SettingsContext.Provider>
  );
}
