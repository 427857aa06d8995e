import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { panelQuery } from './panelQuery.ts';

describe('the query to paste', () => {
  it('is the one of the documentation', () => {
    expect(readFileSync('docs/panel.md', 'utf8')).toContain(`\`\`\`promql\n${panelQuery()}\n\`\`\``);
  });
});
