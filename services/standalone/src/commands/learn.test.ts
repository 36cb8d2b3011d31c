import { Failure } from '@diachi/domain';
import { EXIT } from '@diachi/process';
import { expect, test } from 'vitest';
import { answeringClient } from '../testing/answering-client.ts';
import { toldTerminal } from '../testing/told-terminal.ts';
import { learn } from './learn.ts';

const last = {
  version: 1,
  learnedAt: '2026-11-23T08:00:00.000Z',
  documents: 12,
  pages: 1_300,
  trusted: { pages: 1_300, withdrawn: 0 },
  checksum: 'ab'.repeat(32),
  sizeBytes: 40_000,
};
const running = { isRunning: true, done: 20, planned: 1_300, problems: 0, failure: null };
const over = { ...running, isRunning: false, done: 1_300 };

/** A library that is asked twice while it learns. */
function library(start: unknown, end: unknown = { last, state: over }) {
  const answers = [
    { last: null, state: running },
    { last: null, state: running },
    { last, state: over },
  ];
  return answeringClient({ 'POST /api/learning': start, '/api/learning': () => answers.shift() ?? end });
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
  const tools = { client, terminal: told.terminal, publicAddress: '', display, wait: async () => {} };
  return { ...told, shown, tools };
}

test('learning is begun, followed to its end, and it is told from how much', async () => {
  const client = library(running);
  const { tools, printed, shown } = toolsWith(client);

  expect(await learn(tools, { isJson: false })).toBe(EXIT.done);

  expect(client.sent).toEqual(['POST /api/learning']);
  expect(shown).toEqual([20, 20]);
  expect(printed()).toContain('1300 pages of 12 documents');
});

test('a library that is learning already is waited for; pages that could not be used are told', async () => {
  const isRunning = new Failure('conflict', 'learning.running', 'It is.');
  const { tools, printed } = toolsWith(library(isRunning, { last, state: { ...over, problems: 2 } }));

  expect(await learn(tools, { isJson: true })).toBe(EXIT.done);

  expect(JSON.parse(printed())).toEqual({
    learnedAt: last.learnedAt,
    documents: 12,
    pages: 1_300,
    sizeBytes: 40_000,
    problems: 2,
  });
});

test('learning that broke off says why, and what was learned before does not pass for it', async () => {
  const failure = { kind: 'unavailable', code: 'store.unavailable', message: 'Away.', details: {} };
  const { tools, printed, said } = toolsWith(library(running, { last, state: { ...over, failure } }));

  expect(await learn(tools, { isJson: true })).toBe(EXIT.unavailable);

  expect(printed()).toBe('');
  expect(said()).toContain('The files of the library cannot be reached');
});
