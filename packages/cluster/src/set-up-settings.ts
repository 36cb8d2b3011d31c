import { parse, type Settings } from '@diachi/process';
import { databaseSettings, indexSettings, queueSettings, storeSettings } from './server-settings.ts';

/** What `set-up` reads: it is given the keys that may do everything. */
export const setUpSettings = {
  ...databaseSettings,
  ...storeSettings,
  ...queueSettings,
  ...indexSettings,
  indexKey: { ...indexSettings.indexKey, doc: 'the search server’s master key, which no process is given' },
  waitMs: {
    env: 'WAIT_FOR_SERVERS',
    doc: 'how long servers that do not answer yet are waited for',
    default: '2min',
    parse: parse.duration,
  },
  keysFolder: {
    env: 'KEYS_FOLDER',
    doc: 'a folder into which the keys for the search server are written: `meilisearch_search_key` for access, `meilisearch_forget_key` for upload, `meilisearch_write_key` for index',
    default: '',
    parse: parse.text,
  },
} satisfies Settings;
