import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE, library, person } from '../testing/sample.ts';
import { PeoplePage } from './people-page.tsx';

pageContract('people', (language) => (
  <PeoplePage
    frame={frame('admin', language)}
    people={[person, { ...person, id: 2, role: 'member', library: library.code }]}
    libraries={[library]}
    made={{ name: HOSTILE, link: 'http://a/welcome/b' }}
    moved={{ ...person, library: library.code }}
    moving={2}
    problem={HOSTILE}
  />
));
