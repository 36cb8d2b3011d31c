import { pageContract } from '../testing/page-contract.ts';
import { frame } from '../testing/sample.ts';
import { WorkAwayPage } from './work-away-page.tsx';

const note = { kind: 'unavailable', code: 'upload.unavailable', message: 'Away.', details: {} } as const;

pageContract('work nobody can tell of', (language) => (
  <WorkAwayPage frame={frame('admin', language)} title="Work" note={note} />
));
