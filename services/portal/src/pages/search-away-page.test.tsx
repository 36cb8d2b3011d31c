import { countShelves } from '../count-shelves.ts';
import { parseSearchAddress } from '../search-address.ts';
import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE, library } from '../testing/sample.ts';
import { SearchAwayPage } from './search-away-page.tsx';

const counts = countShelves([{ library: library.code, collection: HOSTILE, kind: 'book', documents: 41 }]);
const note = { kind: 'unavailable', code: 'search.unavailable', message: 'Away.', details: {} } as const;

pageContract('search that is away', (language) => (
  <SearchAwayPage
    frame={frame('reader', language)}
    search={parseSearchAddress({ q: HOSTILE, kind: 'book' })}
    note={note}
    counts={counts}
    libraries={[library]}
  />
));
