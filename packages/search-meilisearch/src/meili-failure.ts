import { Failure, isFailure } from '@diachi/domain';
import {
  MeilisearchApiError,
  type MeilisearchErrorResponse,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
} from 'meilisearch';

/** What callers are told when the index cannot answer. */
export const searchUnavailable = (why: string, cause?: unknown) =>
  new Failure('unavailable', 'search.unavailable', `The search index cannot answer now: ${why}`, { cause });

/** What callers are told when the index has no room: waited out, not tried again and again. */
const searchFull = (cause: unknown) =>
  new Failure(
    'unavailable',
    'search.full',
    'The disk that holds the search index is full. Make room; the work goes on by itself.',
    { cause },
  );

const FULL = new Set(['no_space_left_on_device', 'database_size_limit_reached', 'too_many_open_files']);
/** What it answers when our indexes, or their settings, are not there. */
const UNPREPARED = new Set([
  'index_not_found',
  'invalid_search_filter',
  'invalid_search_facets',
  'invalid_search_distinct',
  'invalid_search_sort',
  'invalid_search_attributes_to_search_on',
  'invalid_document_filter',
  'invalid_document_sort',
  'invalid_multi_search_facets',
]);

export const isUnprepared = (thrown: unknown): boolean => UNPREPARED.has(apiCode(thrown) ?? '');
export const isNotFound = (thrown: unknown): boolean =>
  thrown instanceof MeilisearchApiError && thrown.response.status === 404;
export const isKeyThere = (thrown: unknown): boolean => apiCode(thrown) === 'api_key_already_exists';
/** The request may never have arrived: a connection that was kept open ends when the server is started again. */
export const isBrokenOff = (thrown: unknown): boolean =>
  thrown instanceof MeilisearchRequestError && !(thrown.cause instanceof MeilisearchRequestTimeOutError);

const apiCode = (thrown: unknown): string | undefined =>
  thrown instanceof MeilisearchApiError ? thrown.cause?.code : undefined;

/** Says in our words what the server or the way to it could not do. Whatever else was thrown is passed on. */
export function explain(thrown: unknown): unknown {
  if (isFailure(thrown)) return thrown;
  if (thrown instanceof MeilisearchRequestError) {
    const isLate = thrown.cause instanceof MeilisearchRequestTimeOutError;
    return searchUnavailable(isLate ? 'its server takes too long.' : 'its server cannot be reached.', thrown);
  }
  // A proxy in front of it answers with a page of its own.
  if (thrown instanceof SyntaxError) return searchUnavailable('what answers in its place is no search server.', thrown);
  if (!(thrown instanceof MeilisearchApiError)) return thrown;

  const { status } = thrown.response;
  if (FULL.has(apiCode(thrown) ?? '')) return searchFull(thrown);
  if (status === 401 || status === 403) return searchUnavailable('its server refuses the key it was given.', thrown);
  if (apiCode(thrown) === 'task_not_found') return searchUnavailable('it lost what it was asked to write.', thrown);
  if (apiCode(thrown) === 'index_not_found') return searchUnavailable('it has not been made yet.', thrown);
  if (status >= 500 || status === 429 || status === 408) return searchUnavailable(`${thrown.message}.`, thrown);
  return thrown;
}

/** Why a task came to nothing. */
export function explainTask(error: MeilisearchErrorResponse | null): Error {
  if (!error) return searchUnavailable('what it was asked to write was cancelled; it has to be asked again.');
  if (FULL.has(error.code)) return searchFull(new Error(error.message));
  if (error.code === 'index_not_found') return searchUnavailable('its indexes were removed while it wrote.');
  if (error.type === 'internal' || error.type === 'system') return searchUnavailable(error.message);
  return new Error(`The search server did not take what was put in: ${error.code}: ${error.message}`);
}
