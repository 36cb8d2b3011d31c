import { pageContract } from '../testing/page-contract.ts';
import { frame, reason } from '../testing/sample.ts';
import { FailurePage } from './failure-page.tsx';

pageContract('failure', (language) => <FailurePage frame={frame('reader', language)} note={reason} status={404} />);
