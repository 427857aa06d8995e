import { createContext, useContext } from 'react';
import { grafanaTransport } from '../transport.ts';
import { createDrillRunner } from './createDrillRunner.ts';
import type { DrillRunner } from './drillRunner.ts';
import { grafanaChunks } from '../stream/grafanaChunks.ts';

/** What runs the drills of the pages; a test provides its own. */
export const DrillRunnerContext = createContext<DrillRunner>(
  createDrillRunner({ chunks: grafanaChunks, transport: grafanaTransport }),
);

/** Runs drills on the agent that this app administers. */
export function useDrillRunner(): DrillRunner {
  return useContext(DrillRunnerContext);
}
