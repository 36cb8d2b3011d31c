import { countShelves } from '../count-shelves.ts';
import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE, library, sampleDocument } from '../testing/sample.ts';
import { HomePage } from './home-page.tsx';

const counts = countShelves([{ library: library.code, collection: HOSTILE, kind: 'book', documents: 41 }]);

pageContract('first page', (language) => (
  <HomePage
    frame={frame('reader', language)}
    newest={[sampleDocument()]}
    libraries={[library]}
    counts={counts}
    toLookAt={0}
  />
));

pageContract('first page of an empty library', (language) => (
  <HomePage frame={frame('admin', language)} newest={[]} libraries={[]} counts={countShelves([])} toLookAt={2} />
));
