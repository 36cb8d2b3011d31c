import { Failure } from '@diachi/domain';
import { EXIT } from '@diachi/process';
import { expect, test } from 'vitest';
import { answeringClient } from '../testing/answering-client.ts';
import { toldTerminal } from '../testing/told-terminal.ts';
import { inspect } from './inspect.ts';

const counts = { documents: 3, objects: 40, indexed: 3, repaired: 1, problems: 1 };
const last = {
  version: 1,
  startedAt: '2026-11-22T03:00:00.000Z',
  endedAt: '2026-11-22T03:10:00.000Z',
  counts,
  repaired: [{ code: 'inspection.plan-made', message: 'Planned.', details: { id: '00000000000000aa' } }],
  problems: [{ code: 'inspection.unknown-object', message: 'Unknown.', details: { key: 'x.bin', sizeBytes: 12 } }],
};
const running = { isRunning: true, done: 1, planned: 3, problems: 0, failure: null };
const over = { ...running, isRunning: false, done: 3 };
const before = { ...last, counts: { ...counts, problems: 9 } };

/** A library that is inspected while it is asked three times. */
function library(start: unknown, end: unknown = { last, state: over }) {
  const answers = [
    { last: before, state: running },
    { last: before, state: running },
    { last: before, state: over },
  ];
  return answeringClient({ 'POST /api/inspection': start, '/api/inspection': () => answers.shift() ?? end });
}

function toolsWith(client: ReturnType<typeof library>) {
  const told = toldTerminal('en');
  const shown: number[] = [];
  const display = {
    show: ({ done }: { done: number }) => void shown.push(done),
    finish: () => {},
    say: () => {},
    close: () => {},
  };
  return {
    ...told,
    shown,
    tools: { client, terminal: told.terminal, publicAddress: '', display, wait: async () => {} },
  };
}

test('an inspection is begun, followed to its end, and told with what a person has to look at', async () => {
  const client = library(running);
  const { tools, printed, shown } = toolsWith(client);

  expect(await inspect(tools, { isJson: false })).toBe(EXIT.refused);

  expect(client.sent).toEqual(['POST /api/inspection']);
  expect(shown).toEqual([1, 1]);
  expect(printed()).toContain('40 files of the store');
  expect(printed()).toContain('00000000000000aa had come to a standstill');
  expect(printed()).toContain('x.bin (12 B)');
});

test('one that is under way already is joined; without problems it ends well', async () => {
  const isRunning = new Failure('conflict', 'inspection.running', 'One is under way.');
  const whole = { ...last, counts: { ...counts, problems: 0 }, problems: [] };
  const { tools, printed } = toolsWith(library(isRunning, { last: whole, state: over }));

  expect(await inspect(tools, { isJson: true })).toBe(EXIT.done);

  expect(JSON.parse(printed())).toMatchObject({
    counts: { problems: 0, repaired: 1 },
    repaired: [{ code: 'inspection.plan-made', message: expect.stringContaining('was planned again') }],
    problems: [],
  });
});

test('one that broke off says why, and an old report does not pass for its own', async () => {
  const failure = { kind: 'unavailable', code: 'store.unavailable', message: 'Away.', details: {} };
  const { tools, printed, said } = toolsWith(library(running, { last, state: { ...over, failure } }));

  expect(await inspect(tools, { isJson: true })).toBe(EXIT.unavailable);

  expect(printed()).toBe('');
  expect(said()).toContain('The files of the library cannot be reached');
});
