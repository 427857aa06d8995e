import React, { useEffect, useState, type ReactNode } from 'react';
import { Router, type Navigator } from 'react-router-dom';
import { locationService } from '@grafana/runtime';

/** A router over Grafana's own history, as in Grafana: `locationService` and `useSearchParams` see the same address. */
export function TestRouter({ children }: { readonly children: ReactNode }) {
  const [location, setLocation] = useState(locationService.getLocation());
  useEffect(() => {
    const subscription = locationService.getLocationObservable().subscribe(setLocation);
    return () => subscription.unsubscribe();
  }, []);
  const navigator: Navigator = locationService.getHistory();
  return (
    <Router location={location} navigator={navigator}>
      {children}
    </Router>
  );
}
