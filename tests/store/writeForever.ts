import { openFileStore } from '../../agent/src/store/file/fileStore.ts';

/** Writes revisions until it is killed and prints the number of each one that was acknowledged. */
async function writeForever(dataDir: string): Promise<never> {
  const store = await openFileStore({ dataDir, keepRevisions: 20 });
  for (let revision = store.current()?.revision ?? 0; ; revision += 1) {
    const result = await store.write({
      expectedRevision: revision,
      document: {
        version: 1,
        providers: [],
        models: [],
        chains: [],
        warnings: { fallbackRate: (revision % 100) / 100 },
      },
      author: 'test',
      reason: 'x'.repeat(20_000),
    });
    if (!('revision' in result)) throw new Error('a write lost against nobody');
    process.stdout.write(`${result.revision.revision}\n`);
  }
}

await writeForever(process.argv[2] ?? '');
