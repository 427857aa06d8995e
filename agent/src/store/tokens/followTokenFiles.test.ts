import { describe, expect, it } from '@jest/globals';
import { createTokenSource } from '../secrets/tokens.ts';
import { followTokenFiles } from './followTokenFiles.ts';

describe('token files', () => {
  it('are read again on change and on demand; what cannot be read keeps the tokens from before', async () => {
    let file = 'old';
    const readFile = (): string => file;
    const admin = createTokenSource({ name: 'ADMIN', value: 'file:/t', readFile });
    const viewer = createTokenSource({ name: 'VIEWER', value: 'a-value' });
    const problems: string[] = [];
    const watched: string[] = [];
    const closed: string[] = [];
    let changed = (): void => undefined;
    let reloads = 0;
    const files = await followTokenFiles([admin, viewer], {
      onProblem: (problem) => problems.push(problem),
      onReload: () => (reloads += 1),
      watch: async (path, { onChange }) => {
        watched.push(path);
        changed = onChange;
        return { close: () => closed.push(path) };
      },
    });
    expect(watched).toEqual(['/t']);
    file = 'old\nnew';
    changed();
    expect([admin.matches('old'), admin.matches('new'), reloads]).toEqual([true, true, 1]);
    file = 'new';
    files.reload();
    expect([admin.matches('old'), admin.matches('new'), reloads]).toEqual([false, true, 2]);
    file = '';
    files.reload();
    expect(admin.matches('new')).toBe(true);
    expect(problems).toEqual(['ADMIN: file /t holds no token']);
    files.close();
    expect(closed).toEqual(['/t']);
  });
});
