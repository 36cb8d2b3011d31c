import { Failure, listOf } from '@diachi/domain';
import type { Reading } from '@diachi/ports';
import { documentOf, libraryOf } from './domain-answers.ts';
import {
  documentHitsOf,
  documentListOf,
  documentViewOf,
  foundOf,
  pageViewOf,
  shelfOf,
  textsOf,
} from './reading-answers.ts';
import { createServiceClient, type ServiceAddress, type ServiceFailures } from './service-client.ts';

/**
 * `Reading` as the access service answers it, for a portal that runs as a process of its own. Fails as `Reading` does, and with
 * `access.unavailable` when the service does not answer in time, or `access.bad-answer` when what answers cannot be it.
 */
export function createReadingOverHttp(service: ServiceAddress): Reading {
  const client = createServiceClient(service, failures);
  const ask = <Answer>(question: keyof Reading, read: (raw: unknown) => Answer, asked: object): Promise<Answer> =>
    client.ask(`/api/reading/${question}`, read, asked);

  return {
    search: (query) => ask('search', foundOf, { query }),
    suggest: (start, limit) => ask('suggest', textsOf, { start, limit }),
    document: (id, role) => ask('document', documentViewOf, { id, role }),
    documentAlone: (id, role) => ask('documentAlone', documentOf, { id, role }),
    page: (id, page, role) => ask('page', pageViewOf, { id, page, role }),
    hits: (id, text, stretch) => ask('hits', documentHitsOf, { id, text, stretch }),
    documents: (filter, stretch, role) => ask('documents', documentListOf, { filter, stretch, role }),
    shelves: () => ask('shelves', (raw) => listOf(raw, shelfOf), {}),
    libraries: () => ask('libraries', (raw) => listOf(raw, libraryOf), {}),
    collections: (library) => ask('collections', textsOf, { library }),
  };
}

const failures: ServiceFailures = {
  away: (cause) =>
    new Failure(
      'unavailable',
      'access.unavailable',
      'The part of the library that finds and opens documents does not answer. Try again in a few minutes.',
      { cause },
    ),
  foreign: (cause) =>
    new Failure(
      'unavailable',
      'access.bad-answer',
      'What answers in place of the access service is not it, or does not know this portal. Check ACCESS_URL and that both have the same OPERATOR_TOKEN and version.',
      { cause },
    ),
};
