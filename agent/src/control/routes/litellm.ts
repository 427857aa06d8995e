import {
  applyLitellm,
  diffLitellm,
  getLitellmStatus,
  importLitellm,
  listLitellmBackups,
  redactDocument,
  renderLitellm,
  rollbackLitellm,
  type LitellmFinding,
  type LitellmStatus,
  type LitellmSync,
} from '@understudy/contract';
import type { Request, Response } from 'express';
import {
  importConfig,
  isRefused,
  maskSecrets,
  renderConfig,
  withImport,
  type Imported,
  type Litellm,
  type SyncCall,
  type SyncStart,
} from '../../litellm/index.ts';
import type { ConfigEditor, EditResult } from '../config/configEditor.ts';
import { summaryOf } from '../config/summary.ts';
import { EndpointRouter, type HandlerInput } from '../http/endpointRouter.ts';
import { EventStream } from '../http/eventStream.ts';
import { tellOutcome } from '../http/outcome.ts';
import { ProblemError } from '../http/problem.ts';

/** What the routes of LiteLLM need. */
export interface LitellmRoutePorts {
  readonly editor: ConfigEditor;
  /** null = the agent was started without `--litellm-config`. */
  readonly litellm: Pick<Litellm, 'render' | 'diff' | 'status' | 'backups' | 'apply' | 'rollback' | 'text'> | null;
}

const NOT_CONFIGURED: LitellmStatus = {
  configured: false,
  file: null,
  reload: null,
  proxy: null,
  drift: { file: null, proxy: null, details: [] },
  running: false,
  last: null,
  lastSuccessAt: null,
  backups: 0,
  live: false,
};

function notConfigured(): ProblemError {
  return new ProblemError(404, 'the agent was started without --litellm-config, so it knows no file of LiteLLM', {
    code: 'litellm_not_configured',
    fix: 'start it with --litellm-config FILE; see docs/litellm.md',
  });
}

function problemOf(refused: Extract<SyncStart, { refused: unknown }>['refused']): ProblemError {
  switch (refused) {
    case 'running':
      return new ProblemError(409, 'another apply or rollback is under way', {
        code: 'litellm_busy',
        fix: 'GET /api/v1/litellm/status says when it is over',
      });
    case 'no_backup':
      return new ProblemError(404, 'field "backup": there is no such backup', {
        code: 'not_found',
        fix: 'GET /api/v1/litellm/backups lists them',
      });
    case 'closed':
      return new ProblemError(503, 'the agent is shutting down', {
        code: 'shutting_down',
        fix: 'ask another agent, or this one after its start',
      });
  }
}

function wantsEvents(request: Request): boolean {
  return request.accepts('application/json', 'text/event-stream') === 'text/event-stream';
}

/** For the audit: done, or the step that failed and why. */
function noteEnd(response: Response, sync: LitellmSync): void {
  const { outcome, step, error } = sync;
  if (outcome === 'applied' || outcome === 'unchanged') tellOutcome(response, { status: 200, body: sync });
  else tellOutcome(response, { status: 200, detail: `${outcome}: ${step ?? ''}: ${error ?? ''}` });
}

/** Answers with the run: as one JSON at its end, or event by event. It goes on where the client goes away. */
function answered(
  input: Pick<HandlerInput<unknown>, 'request' | 'caller'>,
  begin: (call: SyncCall) => Promise<SyncStart>,
) {
  const { author } = input.caller;
  return {
    stream: async (response: Response): Promise<void> => {
      const streams = wantsEvents(input.request);
      const early: Parameters<NonNullable<SyncCall['tell']>>[0][] = [];
      let events: EventStream | null = null;
      const started = await begin({
        author,
        tell: (event) => {
          if (events === null) early.push(event);
          else events.send(event.type, event);
        },
      });
      if ('refused' in started) throw problemOf(started.refused);
      if (!streams) {
        const sync = await started.sync;
        noteEnd(response, sync);
        if (!response.destroyed) response.json(sync);
        return;
      }
      events = new EventStream(response);
      for (const event of early.splice(0)) events.send(event.type, event);
      try {
        noteEnd(response, await started.sync);
      } finally {
        events.end();
      }
    },
  };
}

function refusedImport(report: readonly LitellmFinding[]): ProblemError {
  const [first] = report;
  return new ProblemError(400, first?.message ?? 'the file cannot be read', {
    code: 'invalid_litellm_config',
    fix: first?.fix ?? 'correct the file',
    findings: asFindings(report),
  });
}

/** Problems know errors and warnings. */
function asFindings(report: readonly LitellmFinding[]) {
  return report.map((finding) => ({
    ...finding,
    severity: finding.severity === 'error' ? ('error' as const) : ('warning' as const),
  }));
}

/** What could not be carried over belongs to the answer, also where what was is refused. */
async function withReport(report: readonly LitellmFinding[], edit: Promise<EditResult>): Promise<EditResult> {
  try {
    return await edit;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'invalid_configuration') throw error;
    const { status, detail, ...more } = error.problem;
    throw new ProblemError(status, detail, { ...more, findings: [...(more.findings ?? []), ...asFindings(report)] });
  }
}

function needDocument({ document, findings }: Imported): NonNullable<Imported['document']> {
  if (document === null || isRefused(findings)) throw refusedImport(findings);
  return document;
}

/** `litellm`: its file, written from the document. Commands, signals and paths come from start flags alone. */
export function litellmRoutes({ editor, litellm }: LitellmRoutePorts): EndpointRouter {
  const needed = (): NonNullable<typeof litellm> => {
    if (litellm === null) throw notConfigured();
    return litellm;
  };
  const fromNothing = () => {
    const { text, findings } = renderConfig(editor.document(), '');
    return { revision: editor.revision(), yaml: maskSecrets(text ?? ''), findings: [...findings] };
  };
  return new EndpointRouter()
    .on(renderLitellm, async () => ({ body: litellm === null ? fromNothing() : await litellm.render() }))
    .on(diffLitellm, async () => ({ body: await needed().diff() }))
    .on(getLitellmStatus, async () => ({ body: litellm === null ? NOT_CONFIGURED : await litellm.status() }))
    .on(listLitellmBackups, async () => ({ body: { items: await needed().backups() } }))
    .on(applyLitellm, (input) => {
      const file = needed();
      return answered(input, (call) => Promise.resolve(file.apply(input.body, call)));
    })
    .on(rollbackLitellm, (input) => {
      const file = needed();
      return answered(input, (call) => file.rollback(input.body.backup, call));
    })
    .on(importLitellm, async ({ body, query, caller, reason }) => {
      const text = body.yaml ?? (await needed().text());
      const imported = importConfig(text, editor.document().providers);
      const document = needDocument(imported);
      const edit = editor.edit((base) => withImport(base, document, body.allowCycles), {
        author: caller.author,
        reason,
        dryRun: query.dryRun !== false,
      });
      const result = await withReport(imported.findings, edit);
      return {
        body: { ...summaryOf(result), resource: redactDocument(result.document), report: [...imported.findings] },
      };
    });
}
