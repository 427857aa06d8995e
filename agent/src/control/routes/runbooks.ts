import { Router } from 'express';
import { runbookPage } from '../docs/runbookPage.ts';
import { RUNBOOK_TEXTS } from '../docs/runbookTexts.ts';
import { fixedAnswer } from './fixedAnswer.ts';

const HTML = 'text/html; charset=utf-8';

/** `/docs/runbooks/` and a page for each group of alerts, where their `runbook_url` points. They hold nothing of this agent. */
export function runbookRoutes(): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/docs/runbooks', (_request, response) => response.redirect(308, 'runbooks/'));
  for (const text of RUNBOOK_TEXTS) {
    router.get(`/docs/runbooks/${text.name}`, fixedAnswer(HTML, runbookPage(text, RUNBOOK_TEXTS)));
  }
  return router;
}
