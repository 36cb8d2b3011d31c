import type { Config } from '@diachi/process';
import { keepKeys } from './keep-keys.ts';
import { openCatalogue, openQueue, storeOptions } from './open-servers.ts';
import type { setUpSettings } from './set-up-settings.ts';
import { untilInTime } from './until-in-time.ts';

export type SetUpTools = {
  readonly config: Config<typeof setUpSettings>;
  /** Told what was done and what is waited for, a line at a time, without secrets. */
  readonly say: (line: string) => void;
};

/**
 * Makes the servers ready for a library: tables, buckets, indexes, and the rules of each. Doing it again, or ten times at once, changes
 * nothing that is in order. Every server is tried, whatever becomes of the others; answers what went wrong.
 */
export async function setUp({ config, say }: SetUpTools): Promise<readonly unknown[]> {
  const limit = AbortSignal.timeout(config.waitMs);
  const until: Until = (server, work) => untilInTime(server, work, limit, say);
  const done = await Promise.allSettled([
    setUpCatalogue(config, until, say),
    setUpStore(config, until, say),
    checkQueue(config, until, say),
    setUpIndex(config, until, say),
  ]);
  return done.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
}

type Until = <Done>(server: string, work: () => Promise<Done>) => Promise<Done>;
type Part = (config: SetUpTools['config'], until: Until, say: SetUpTools['say']) => Promise<void>;

const setUpCatalogue: Part = async (config, until, say) => {
  const catalogue = await until('catalogue', () => openCatalogue(config));
  await catalogue.close();
  say('catalogue: its tables are those of this program');
};

const setUpStore: Part = async (config, until, say) => {
  const { setUpBuckets } = await import('@diachi/store-minio');
  for (const { bucket, versioning, lifecycle } of await until('store', () => setUpBuckets(storeOptions(config)))) {
    const rules = lifecycle.map(({ rule, isKept }) => `${rule} ${isKept ? 'on' : 'not known to this server'}`);
    say(`store: bucket ${bucket}, versioning ${versioning}, ${rules.join(', ')}`);
  }
};

const checkQueue: Part = async (config, until, say) => {
  const queue = await until('queue', () => openQueue(config));
  await queue.close();
  say('queue: Redis keeps what it is given');
};

const setUpIndex: Part = async (config, until, say) => {
  const { applyIndexSettings, createSearchKeys } = await import('@diachi/search-meilisearch');
  const search = { url: config.indexUrl.href, key: config.indexKey, prefix: config.indexPrefix };
  await until('index', () => applyIndexSettings(search));
  say('index: its settings are those of this program');
  const keys = await until('index', () => createSearchKeys(search));
  if (config.keysFolder === '') return say('index: keys are made; set KEYS_FOLDER to have them written down');
  await keepKeys(config.keysFolder, {
    meilisearch_search_key: keys.access,
    meilisearch_forget_key: keys.forget,
    meilisearch_write_key: keys.index,
  });
  say(`index: keys are in ${config.keysFolder}`);
};
