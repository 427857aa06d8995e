/** How an agent's version stands to the app's. */
export type VersionFit = 'fits' | 'old' | 'new';

/** What may differ without breaking: patches, and from 1.0 on features. */
function line(version: string): readonly [number, number] | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return [Number(major), major === '0' ? Number(minor) : 0];
}

/** Compares the lines: major versions, before 1.0 minor ones. What is no version fits: it is a build of one's own. */
export function versionFit(agent: string, app: string): VersionFit {
  const [theirs, ours] = [line(agent), line(app)];
  if (!theirs || !ours) return 'fits';
  const difference = theirs[0] - ours[0] || theirs[1] - ours[1];
  if (difference === 0) return 'fits';
  return difference < 0 ? 'old' : 'new';
}
