import { board, type Board } from '../../parts/board.ts';
import { answers } from './answers.ts';
import { chain } from './chain.ts';
import { clients } from './clients.ts';
import { drills } from './drills.ts';
import { durations } from './durations.ts';
import { reasons } from './reasons.ts';
import { traffic } from './traffic.ts';

/** One model: rate, errors, durations, and why it fell back. */
export function model(): Board {
  return board({
    uid: 'understudy-model',
    title: 'Model',
    description: 'One model, or a few: rate, errors and durations, and why its requests fell back.',
    sections: [
      { lines: [answers(), chain(), traffic()] },
      { title: 'Why', lines: reasons() },
      { title: 'Durations', lines: durations() },
      { title: 'Streams and clients', collapsed: true, lines: [clients()] },
      { title: 'Drills and cost', collapsed: true, lines: [drills()] },
    ],
  });
}
