import type { Endpoint } from '@understudy/contract';
import { Router } from 'express';
import { docsPage } from '../docs/docsPage.ts';
import { DOCS_ICON, DOCS_STYLE } from '../docs/docsStyle.ts';
import type { OpenApi } from '../docs/readOpenApi.ts';
import { openApiDocument } from '../openapi/openApiDocument.ts';
import { fixedAnswer } from './fixedAnswer.ts';

/** `/openapi.json` and `/docs`, made once: they say what the API can do and hold nothing of what it knows. */
export function docsRoutes(endpoints: readonly Endpoint[], version: string): Router {
  const text = JSON.stringify(openApiDocument(endpoints, version));
  const api = JSON.parse(text) as OpenApi;
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/openapi.json', fixedAnswer('application/json; charset=utf-8', text));
  router.get('/docs', fixedAnswer('text/html; charset=utf-8', docsPage(api)));
  router.get('/docs/style.css', fixedAnswer('text/css; charset=utf-8', DOCS_STYLE));
  router.get('/docs/icon.svg', fixedAnswer('image/svg+xml', DOCS_ICON));
  return router;
}
