import { createContext, useContext } from 'react';
import { grafanaChunks } from '../stream/grafanaChunks.ts';
import { grafanaTransport } from '../transport.ts';
import { createLitellmRunner, type LitellmRunner } from './litellmRunner.ts';

/** What applies and rolls back for the page; a test provides its own. */
export const LitellmRunnerContext = createContext<LitellmRunner>(
  createLitellmRunner({ chunks: grafanaChunks, transport: grafanaTransport }),
);

/** Writes LiteLLM's file at the agent that this app administers. */
export function useLitellmRunner(): LitellmRunner {
  return useContext(LitellmRunnerContext);
}
