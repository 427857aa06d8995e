import { getConfig, putConfig, type Finding } from '@understudy/contract';
import { ConfigurationError, loadContent } from '../../store/index.ts';
import { ApiFailure } from '../api/apiFailure.ts';
import type { ControlClient } from '../api/controlClient.ts';

/** A configuration file as it is sent. */
export interface SentFile {
  readonly value: unknown;
  readonly locate: (findings: readonly Finding[]) => Finding[];
}

/** Reads the file of `-f`. @throws ConfigurationError with line and column */
async function readSentFile(path: string): Promise<SentFile> {
  const content = await loadContent(path);
  if ('findings' in content) throw new ConfigurationError(content.findings, path);
  return content;
}

/** The agent's configuration is a file of its own, and `--managed` keeps everybody else from changing it. */
function isManaged(error: unknown): boolean {
  return error instanceof ApiFailure && error.problem?.code === 'managed';
}

/**
 * Puts the file in force. An agent that is managed refuses every write; where the file says what is in force there, there is
 * nothing to write.
 */
export async function applyFile(
  client: ControlClient,
  path: string,
  options: { readonly dryRun: boolean; readonly reason?: string | undefined },
) {
  try {
    return await putFile(client, path, options);
  } catch (error) {
    if (!isManaged(error)) throw error;
    const would = await putFile(client, path, { dryRun: true });
    if (would.diff.length > 0) throw error;
    return { ...would, dryRun: false };
  }
}

/** Puts the file as the whole document; findings of the agent get the file's lines and columns. */
export async function putFile(
  client: ControlClient,
  path: string,
  options: { readonly dryRun: boolean; readonly reason?: string | undefined },
) {
  const file = await readSentFile(path);
  const { etag } = await client.call(getConfig);
  try {
    const { body } = await client.call(putConfig, {
      body: file.value,
      query: { dryRun: options.dryRun || undefined },
      ...(etag === null ? {} : { ifMatch: etag }),
      reason: options.reason,
    });
    return body;
  } catch (error) {
    const findings = error instanceof ApiFailure ? error.problem?.findings : undefined;
    if (findings === undefined || findings.length === 0) throw error;
    throw new ConfigurationError(file.locate(findings), path);
  }
}
