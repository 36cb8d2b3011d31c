import { expect, test } from 'vitest';
import { followWork } from './follow-work.ts';
import type { LibraryClient } from './library-client.ts';
import { createTerminal } from './terminal.ts';

test('whoever takes files in is shown the work on those, and on nobody else’s', async () => {
  const line = (id: string) => ({
    id,
    title: id,
    state: 'reading',
    isInWork: true,
    steps: [],
    forecastSeconds: null,
    failure: null,
  });
  const shown: string[] = [];

  await followWork({
    client: {
      async *events() {
        yield { event: 'snapshot', value: { documents: [line('theirs'), line('ours')], totals: { paused: null } } };
        yield { event: 'document', value: line('theirs') };
        yield { event: 'document', value: line('ours') };
      },
    } as unknown as LibraryClient,
    terminal: createTerminal({ language: 'vi', out: { write: () => true }, say: () => undefined }),
    display: {
      show: ({ id }) => void shown.push(id),
      finish: () => undefined,
      say: () => undefined,
      close: () => undefined,
    },
    signal: new AbortController().signal,
    isTelling: true,
    isOurs: (id) => id === 'ours',
  });

  expect(shown).toEqual(['ours', 'ours']);
});
