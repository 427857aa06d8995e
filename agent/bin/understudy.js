#!/usr/bin/env node
// Runs on any Node that knows ES modules, to say in words what an older one would say in a stack trace.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 19)) {
  await import('../dist/main.js');
} else {
  console.error(
    `Understudy needs Node 22.19 or newer; this is ${process.version}. Within its repository, npx understudy uses the pinned one.`,
  );
  process.exitCode = 1;
}
