import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE, library } from '../testing/sample.ts';
import { LibrariesPage } from './libraries-page.tsx';

pageContract('libraries', (language) => (
  <LibrariesPage
    frame={frame('admin', language)}
    libraries={[library, { ...library, name: library.code }]}
    refused={{ code: HOSTILE, name: HOSTILE, problem: HOSTILE }}
  />
));
