import { createContext, useContext } from 'react';
import type { AppSettings } from './settings.ts';

/** The app's settings in this organisation. */
export const SettingsContext = createContext<AppSettings>({});

/** The app's settings: which agent, which Prometheus. */
export function useSettings(): AppSettings {
  return useContext(SettingsContext);
}
