import type { OpenApiDocument } from './open-api-document.ts';
import written from './openapi.json' with { type: 'json' };

/**
 * What every service answers programs, as OpenAPI 3.1. A service knows its own routes only, so the document is written from those of
 * all of them beforehand: a test fails when it says something else than they do.
 */
export const apiDocument = written as unknown as OpenApiDocument;
