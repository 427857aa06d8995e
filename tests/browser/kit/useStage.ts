import { test } from './test.ts';
import { startStage, type Stage, type StageOptions } from '../stage/Stage.ts';

const START_LIMIT_MS = 60_000;

/** The stage of a spec file: there while its tests run, new for each file. */
export interface StageOfFile {
  readonly current: Stage;
}

/**
 * Gives the tests of this file (or of this `describe`) an agent, providers and a host of their own.
 * @param arrange what happens before the first test, as traffic
 */
export function useStage(
  options: Omit<StageOptions, 'grafana'> = {},
  arrange: (stage: Stage) => Promise<void> = async () => undefined,
): StageOfFile {
  let stage: Stage | undefined;
  test.beforeAll(async ({ grafana }) => {
    test.setTimeout(START_LIMIT_MS);
    stage = await startStage({ ...options, grafana });
    await arrange(stage);
  });
  test.afterAll(async () => {
    await stage?.close();
    stage = undefined;
  });
  return {
    get current() {
      if (!stage) throw new Error('the stage is there in tests only');
      return stage;
    },
  };
}
