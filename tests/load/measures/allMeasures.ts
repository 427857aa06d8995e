import { control } from './control.ts';
import { cpu } from './cpu.ts';
import { failover } from './failover.ts';
import { firstToken } from './firstToken.ts';
import { latency } from './latency.ts';
import type { Measure } from './measure.ts';
import { memory } from './memory.ts';
import { overhead } from './overhead.ts';
import { patient } from './patient.ts';
import { scrapes } from './scrape.ts';
import { soak } from './soak.ts';
import { traces } from './traces.ts';

/** Every measure, in the order in which they run. */
export const ALL_MEASURES: readonly Measure[] = [
  cpu,
  latency,
  overhead,
  failover,
  firstToken,
  patient,
  control,
  scrapes,
  traces,
  memory,
  soak,
];
