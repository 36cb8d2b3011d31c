import { objectStoreContract } from '@diachi/ports/contract';
import { describe } from 'vitest';
import { findObjectServer } from '../../../test/servers/index.ts';
import { servedForTests } from './testing/served-for-tests.ts';

describe.skipIf(findObjectServer() === null)('minio object store', () => {
  const served = servedForTests();

  objectStoreContract(() => served.emptyStore(), {
    openAway: async () => served.emptyStore({ endpoint: await served.closedEndpoint() }),
    openFull: (kept) => served.fullStore(kept),
    openReachable: () => served.emptyStore({ publicEndpoint: served.server().endpoint }),
  });
});
