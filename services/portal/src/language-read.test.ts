import type { AuditEntry } from '@diachi/ports';
import { expect, test } from 'vitest';
import { findLanguageRead } from './language-read.ts';
import { id, sampleDocument } from './testing/sample.ts';

const { record } = sampleDocument();
const from = (language: string) => ({ what: 'record.changed', before: { ...record, language } });
const begun = (what: string) => ({ what, before: undefined });
const packed = (isToldByPackage: boolean) => ({
  ...begun('document.received'),
  package: 'goi.zip',
  ...(isToldByPackage && { isToldByPackage }),
});

test.each([
  ['nothing was changed', [begun('document.received')], null],
  ['the language was changed', [from('fra'), begun('document.received')], 'fra'],
  ['it was changed twice', [from('eng'), from('fra'), begun('document.received')], 'fra'],
  ['it was changed there and back', [from('fra'), from('vie+fra'), begun('document.received')], null],
  ['something else was changed', [from('vie+fra'), begun('document.received')], null],
  ['it was read again since', [begun('document.read-again'), from('fra'), begun('document.received')], null],
  ['it came in a package, in which it was changed', [packed(false), from('fra'), packed(true)], 'fra'],
  ['the library was rebuilt, and its past is not known', [], null],
])('when %s', async (_, entries, expected) => {
  const audit = { entries: async () => entries.map(toEntry) };

  expect(await findLanguageRead(audit, { id, record })).toBe(expected);
});

const toEntry = ({ what, ...details }: { what: string; before: unknown }): AuditEntry => ({
  at: '2026-11-20T08:00:00.000Z',
  who: 'lan',
  what,
  documentId: id,
  details,
});
