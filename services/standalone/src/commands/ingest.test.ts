import { EXIT } from '@diachi/process';
import { expect, test } from 'vitest';
import { endingOf } from './ingest.ts';

const kept = { document: '0123456789abcdef', state: 'published', trouble: null } as const;
const refused = { document: null, state: 'refused', trouble: 'invalid' } as const;
const notNow = { document: null, state: 'failed', trouble: 'unavailable' } as const;
const away = { document: '0123456789abcdef', state: 'failed', trouble: 'unavailable' } as const;
const broken = { document: '0123456789abcdef', state: 'failed', trouble: 'bug' } as const;
const bug = { document: null, state: 'failed', trouble: 'bug' } as const;

test.each([
  ['everything was taken', [kept], EXIT.done],
  ['a file was refused', [kept, refused], EXIT.refused],
  ['a document failed for good', [kept, broken], EXIT.refused],
  ['there was no room for a file, and another was refused', [refused, notNow], EXIT.unavailable],
  ['the store was away while a document was read', [away], EXIT.unavailable],
  ['taking a file in met a bug', [notNow, bug], EXIT.bug],
])('when %s, the exit code says so', (_what, entries, code) => {
  expect(endingOf(entries)).toBe(code);
});
