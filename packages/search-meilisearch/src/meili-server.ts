import { setTimeout as pass } from 'node:timers/promises';
import {
  type EnqueuedTask,
  type FederatedMultiSearchParams,
  Meilisearch,
  type MultiSearchQuery,
  type RecordAny,
} from 'meilisearch';
import { explain, explainTask, isBrokenOff, searchUnavailable } from './meili-failure.ts';
import documents from './settings/documents.json' with { type: 'json' };
import pages from './settings/pages.json' with { type: 'json' };

export type MeiliServerOptions = {
  readonly url: string;
  readonly key: string;
  /** After so long a search counts as not answered. 5 s. */
  readonly searchTimeoutMs?: number;
  /** After so long a request to write counts as not answered; the work itself may take longer. 60 s. */
  readonly writeTimeoutMs?: number;
};

/** What is used of an answer to one of several searches. */
export type Answer<Hit> = {
  readonly hits: readonly Hit[];
  /** Only when asked page by page. */
  readonly totalHits?: number;
  readonly processingTimeMs: number;
  readonly facetDistribution?: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

/** The server, in the few ways this package asks it. Failures are in our words. */
export type MeiliServer = {
  /** For what a person waits for. */
  readonly reader: Meilisearch;
  readonly writer: Meilisearch;
  /** Asks and explains what goes wrong. Reading is asked once more when the connection broke. */
  read<Result>(ask: (reader: Meilisearch) => Promise<Result>): Promise<Result>;
  write<Result>(ask: (writer: Meilisearch) => Promise<Result>): Promise<Result>;
  search<Hit extends RecordAny>(queries: readonly MultiSearchQuery[]): Promise<readonly Answer<Hit>[]>;
  /** In how many entries that answer any of the queries each value of an attribute stands; the 10,000 commonest values. */
  countAny(
    queries: readonly MultiSearchQuery[],
    indexUid: string,
    attribute: string,
  ): Promise<Readonly<Record<string, number>>>;
  /** Asks for something to be written and waits until it is, in the order it was asked for. */
  finish(ask: (writer: Meilisearch) => Promise<EnqueuedTask>): Promise<void>;
  close(): void;
  readonly isClosed: boolean;
};

/** After so long the server ends a search and answers what it has by then, without saying so. */
const CUTOFF_MS = Math.min(documents.searchCutoffMs, pages.searchCutoffMs);

/** What took as long as a search may may have been broken off: never shown as if it were everything. */
function refuseBrokenOff({ processingTimeMs }: { readonly processingTimeMs: number }): void {
  if (processingTimeMs >= CUTOFF_MS) throw searchUnavailable('its server takes too long, and ends searches half-way.');
}

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

export function openServer(options: MeiliServerOptions): MeiliServer {
  const { url: host, key: apiKey, searchTimeoutMs = 5_000, writeTimeoutMs = 60_000 } = options;
  const reader = new Meilisearch({ host, apiKey, timeout: searchTimeoutMs });
  const writer = new Meilisearch({ host, apiKey, timeout: writeTimeoutMs });
  let isClosed = false;

  const write = async <Result>(ask: (writer: Meilisearch) => Promise<Result>): Promise<Result> => {
    if (isClosed) throw searchUnavailable('it has been closed.');
    return ask(writer).catch((thrown) => {
      throw explain(thrown);
    });
  };
  const read = async <Result>(ask: (reader: Meilisearch) => Promise<Result>): Promise<Result> => {
    if (isClosed) throw searchUnavailable('it has been closed.');
    try {
      return await ask(reader).catch((thrown) => {
        if (isBrokenOff(thrown)) return ask(reader);
        throw thrown;
      });
    } catch (thrown) {
      throw explain(thrown);
    }
  };

  return {
    reader,
    writer,
    read,
    write,
    async search<Hit extends RecordAny>(queries: readonly MultiSearchQuery[]) {
      if (queries.length === 0) return [];
      const { results } = await read((asked) => asked.multiSearch({ queries: [...queries] }));
      results.forEach(refuseBrokenOff);
      return results as unknown as readonly Answer<Hit>[];
    },
    async countAny(queries, indexUid, attribute) {
      const federation = { limit: 0, facetsByIndex: { [indexUid]: [attribute] } };
      const asked: FederatedMultiSearchParams = { federation, queries: [...queries] };
      const answer = await read((reading) => reading.multiSearch(asked));
      refuseBrokenOff(answer);
      const { facetsByIndex } = answer;
      return facetsByIndex?.[indexUid]?.distribution[attribute] ?? {};
    },
    async finish(ask) {
      const { taskUid } = await write(ask);
      for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
        const { status, error } = await read(({ tasks }) => tasks.getTask(taskUid));
        if (status === 'succeeded') return;
        if (status === 'failed' || status === 'canceled') throw explainTask(error);
        await pass(pause);
      }
    },
    close() {
      isClosed = true;
    },
    get isClosed() {
      return isClosed;
    },
  };
}
