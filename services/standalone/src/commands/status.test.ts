import { Failure } from '@diachi/domain';
import { EXIT } from '@diachi/process';
import { expect, test } from 'vitest';
import { answeringClient } from '../testing/answering-client.ts';
import { toldTerminal } from '../testing/told-terminal.ts';
import { status } from './status.ts';

const documents = { received: 1, reading: 2, published: 30, failed: 0, refused: 4 };
const queue = { waiting: 120, running: 4 };
const last = {
  version: 1,
  startedAt: '2026-11-22T03:00:00.000Z',
  endedAt: '2026-11-22T03:10:00.000Z',
  counts: { documents: 37, objects: 900, indexed: 30, repaired: 5, problems: 2 },
  repaired: [],
  problems: [],
};
const whole = {
  '/api/status': { documents, index: { documents: 28, pages: 400 }, notIndexed: 2 },
  '/api/work?documents=none': { totals: { inWork: 2, queue, paused: null }, documents: [] },
  '/api/inspection': { last, state: null },
  '/api/verification': { last, standing: { counts: { problems: 3 }, problems: [], originalsLost: 2 }, state: null },
};
const away = new Failure('unavailable', 'upload.unavailable', 'The upload service is away.');

test('counts by state stand at the top, and beside them the work, the search and the last inspection', async () => {
  const { terminal, printed } = toldTerminal('en');

  const code = await status({ client: answeringClient(whole), terminal, publicAddress: '' }, { isJson: true });

  expect(code).toBe(EXIT.done);
  expect(JSON.parse(printed())).toEqual({
    ...documents,
    work: { documents: 2, running: 4, waiting: 120, paused: null },
    search: { documents: 28, missing: 2 },
    inspection: { isRunning: false, last: { endedAt: last.endedAt, problems: 2, repaired: 5 } },
    files: { verifiedAt: last.endedAt, problems: 3, originalsLost: 2 },
  });
});

test.each([
  [
    'en',
    [
      '30 published',
      '4 steps under way, 120 waiting',
      'lacks 2 documents',
      '2 problems',
      '5 repaired',
      'damaged or gone: 2',
    ],
  ],
  [
    'vi',
    [
      '30 đã đọc xong',
      '4 việc đang làm, 120 việc đang đợi',
      'thiếu 2 tài liệu',
      '2 vấn đề',
      'tự sửa 5 chỗ',
      '2 tệp gốc',
    ],
  ],
] as const)('people read the same in words (%s)', async (language, expected) => {
  const { terminal, printed } = toldTerminal(language);

  await status({ client: answeringClient(whole), terminal, publicAddress: '' }, { isJson: false });

  for (const words of expected) expect(printed()).toContain(words);
  expect(printed()).toMatch(/22.*2026|2026.*22/);
});

test('a library that is whole and was never inspected says so, and why the work is held back', async () => {
  const { terminal, printed } = toldTerminal('en');
  const paused = { kind: 'unavailable', code: 'store.full', message: 'Full.', details: {} };
  const client = answeringClient({
    '/api/status': { documents, index: { documents: 30, pages: 400 }, notIndexed: 0 },
    '/api/work?documents=none': { totals: { inWork: 0, queue: { waiting: 0, running: 0 }, paused }, documents: [] },
    '/api/inspection': { last: null, state: { isRunning: true, done: 0, planned: 1, problems: 0, failure: null } },
    '/api/verification': {
      last: null,
      standing: { counts: { problems: 0 }, problems: [], originalsLost: 0 },
      state: null,
    },
  });

  expect(await status({ client, terminal, publicAddress: '' }, { isJson: false })).toBe(EXIT.done);

  expect(printed()).toContain(terminal.words.neverInspected);
  expect(printed()).toContain(terminal.words.inspectionRuns);
  expect(printed()).toContain(terminal.words.searchLacks(0));
  expect(printed()).toContain('no room left');
});

test('what cannot be asked now is said, and the rest is told all the same', async () => {
  const client = answeringClient({
    '/api/status': { documents, index: null, notIndexed: 0 },
    '/api/work?documents=none': away,
    '/api/inspection': away,
    '/api/verification': away,
  });
  const [json, words] = [toldTerminal('en'), toldTerminal('en')];

  const code = await status({ client, terminal: json.terminal, publicAddress: '' }, { isJson: true });
  await status({ client, terminal: words.terminal, publicAddress: '' }, { isJson: false });

  expect(code).toBe(EXIT.unavailable);
  expect(JSON.parse(json.printed())).toEqual({ ...documents, work: null, search: null, inspection: null, files: null });
  expect(words.printed()).toContain(words.terminal.words.searchAway);
  expect(words.printed()).toContain('takes documents in');
});

test('what is no absence is a failure', async () => {
  const refused = new Failure('invalid', 'access.not-allowed', 'No.');
  const client = answeringClient({ ...whole, '/api/inspection': refused });

  const asking = status({ client, terminal: toldTerminal('en').terminal, publicAddress: '' }, { isJson: true });

  await expect(asking).rejects.toBe(refused);
});
