import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { pageContract } from '../testing/page-contract.ts';
import { frame, inspection, lostOriginal } from '../testing/sample.ts';
import { InspectionPage } from './inspection-page.tsx';

const away = { kind: 'unavailable', code: 'search.unavailable', message: 'Away.', details: {} } as const;

pageContract('inspection', (language) => (
  <InspectionPage frame={frame('admin', language)} last={inspection()} state={null} />
));

pageContract('inspection while originals are lost and no round has ended', (language) => (
  <InspectionPage
    frame={frame('admin', language)}
    last={inspection()}
    state={null}
    verification={{ last: null, standing: lostOriginal, state: null }}
  />
));

pageContract('inspection with damaged files', (language) => (
  <InspectionPage
    frame={frame('admin', language)}
    last={inspection()}
    state={null}
    verification={{ last: { ...inspection(), sizeBytes: 12_000_000 }, state: null }}
  />
));

pageContract('inspection that runs', (language) => (
  <InspectionPage
    frame={frame('admin', language)}
    last={null}
    state={{ isRunning: true, done: 3, planned: null, failure: null }}
  />
));

pageContract('inspection that broke off', (language) => (
  <InspectionPage
    frame={frame('admin', language)}
    last={inspection()}
    state={{ isRunning: false, done: 3, planned: 9, failure: away }}
  />
));

test('an inspection that could not ask the search does not say how much is in it', () => {
  const problems = [{ code: 'inspection.index-away', message: 'The search does not answer.', details: {} }];
  const last = { ...inspection(), counts: { ...inspection().counts, indexed: 0 }, problems };

  const html = renderToString(<InspectionPage frame={frame('admin', 'vi')} last={last} state={null} />);

  expect(html).toMatch(/Tài liệu trong chỉ mục tìm kiếm<\/dt><dd>Chưa biết/);
});
