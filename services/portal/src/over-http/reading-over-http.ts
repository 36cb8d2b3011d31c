import { type Asker, Failure, listOf } from '@diachi/domain';
import type { Reading } from '@diachi/ports';
import { documentOf, libraryOf } from './domain-answers.ts';
import {
  documentHitsOf,
  documentListOf,
  documentViewOf,
  foreignViewOf,
  foundOf,
  pageViewOf,
  shelfOf,
  sourceNameOf,
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
    document: (id, asker) => ask('document', documentViewOf, { id, asker: only(asker) }),
    documentAlone: (id, asker) => ask('documentAlone', documentOf, { id, asker: only(asker) }),
    page: (id, page, asker) => ask('page', pageViewOf, { id, page, asker: only(asker) }),
    hits: (id, text, stretch, asker) => ask('hits', documentHitsOf, { id, text, stretch, asker: only(asker) }),
    documents: (filter, stretch, asker) => ask('documents', documentListOf, { filter, stretch, asker: only(asker) }),
    shelves: () => ask('shelves', (raw) => listOf(raw, shelfOf), {}),
    sources: () => ask('sources', (raw) => listOf(raw, sourceNameOf), {}),
    foreignRecord: (source, id) => ask('foreignRecord', foreignViewOf, { source, id }),
    libraries: () => ask('libraries', (raw) => listOf(raw, libraryOf), {}),
    collections: (library) => ask('collections', textsOf, { library }),
  };
}

/** A visitor is more than that: what proves who they are goes no further. */
const only = ({ role, library }: Asker): Asker => ({ role, library });

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
