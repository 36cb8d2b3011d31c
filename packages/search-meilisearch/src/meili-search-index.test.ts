import { searchIndexContract } from '@diachi/ports/contract';
import { afterAll, describe } from 'vitest';
import { startMeilisearch } from '../../../test/servers/index.ts';
import { createMeiliSearchIndex } from './meili-search-index.ts';

const server = await startMeilisearch();
let opened = 0;

afterAll(() => server?.stop());

describe.skipIf(!server)('search index on a Meilisearch server', () => {
  searchIndexContract(async () => {
    opened += 1;
    return createMeiliSearchIndex({
      url: server?.url ?? '',
      key: server?.key ?? '',
      prefix: `contract-${process.pid}-${opened}`,
    });
  });
});
