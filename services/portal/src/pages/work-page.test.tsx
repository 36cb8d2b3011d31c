import { pageContract } from '../testing/page-contract.ts';
import { frame, lostOriginal, workReport } from '../testing/sample.ts';
import { WorkPage } from './work-page.tsx';

pageContract('work', (language) => <WorkPage frame={frame('admin', language)} report={workReport()} />);

pageContract('work while originals are lost', (language) => (
  <WorkPage frame={frame('admin', language)} report={workReport()} damage={lostOriginal} />
));
