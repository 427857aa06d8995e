import React, { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router-dom';
import { DRILL_PARAM } from '../components/drill/openDrill.ts';

const DrillDrawer = lazy(async () => ({
  default: (await import('../components/drill/DrillDrawer.tsx')).DrillDrawer,
}));

/** "Test fallback" over any page; loaded when it is opened for the first time. */
export function DrillHost() {
  const [params] = useSearchParams();
  if (!params.has(DRILL_PARAM)) return null;
  return (
    <Suspense fallback={null}>
      <DrillDrawer />
    </Suspense>
  );
}
