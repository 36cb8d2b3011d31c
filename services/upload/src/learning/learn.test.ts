import { keys, type PageSummary, parseDocumentId, parseLibraryCode, parseRecord } from '@diachi/domain';
import { type PageText, pageOutcome } from '@diachi/page-text';
import { parseLanguageModel, wordCount } from '@diachi/vietnamese';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allOf } from '../testing/all-of.ts';
import { OPERATOR, openLibrary, removeFolder, type TemporaryLibrary } from '../testing/temporary-library.ts';
import type { LearningReport } from './learning-routes.ts';

let library: TemporaryLibrary;
let nowMs = Date.parse('2026-11-23T08:00:00.000Z');

beforeEach(async () => {
  library = await openLibrary({ clock: () => new Date(nowMs) });
});

afterEach(async () => {
  await library.stop();
  await removeFolder(library.folder);
});

test('the library learns from text that was typed and came with published documents, and from nothing else', async () => {
  await publish(1, ['thư viện tỉnh', 'thư viện huyện'], 'pdf-text');
  await publish(2, ['thư viện xã'], 'pdf-text');
  await publish(3, ['mật khẩu', 'mật khẩu'], 'tesseract.js');
  await publish(4, ['mật khẩu'], 'tesseract.js');
  await keepText(5, ['bí mật thư viện'], 'pdf-text');
  await keepText(6, ['bí mật thư viện'], 'pdf-text');
  await publish(7, ['mật khẩu'], 'pdf-text', {}, true);
  await publish(8, ['mật khẩu'], 'pdf-text', { isTrusted: true }, true);

  const { last, state } = await learned();

  // One of those under scans is counted as trusted, as a library that was put back from an older copy might have it.
  expect(last).toMatchObject({ documents: 2, pages: 3, trusted: { pages: 4, withdrawn: 0 } });
  expect(state).toMatchObject({ isRunning: false, done: 3, planned: 4, problems: 0, failure: null });
  const model = await currentModel();
  expect(wordCount(model, 'viện')).toBe(3);
  expect(wordCount(model, 'mật')).toBe(0);
});

test('pages of documents nobody has looked at are looked at', async () => {
  await publish(1, ['thư viện', 'nhà'], 'pdf-text', { isTrusted: null });
  await publish(2, ['thư viện', 'nhà'], 'tesseract.js', { isTrusted: null });

  expect((await learned()).last).toMatchObject({ documents: 1, pages: 2, trusted: { pages: 0 } });
});

test('a page whose text is gone or damaged is told, and the others are learned from', async () => {
  await publish(1, ['thư viện', 'thư viện', 'thư viện'], 'pdf-text');
  await publish(2, ['thư viện'], 'pdf-text');
  await library.store.remove(keys.text(revision(1), 0));
  await library.store.put(keys.text(revision(1), 1), Buffer.from('{'), 'application/json');

  const { last, state } = await learned();

  expect(last).toMatchObject({ documents: 2, pages: 2 });
  expect(state).toMatchObject({ problems: 2, failure: null });
});

test('learning anew leaves out what was removed, and keeps one model', async () => {
  for (const number of [1, 2, 3]) await publish(number, ['thư viện tỉnh', 'sông Đà'], 'pdf-text');
  await learned();
  expect(wordCount(await currentModel(), 'đà')).toBe(3);

  await library.catalogue.remove(idOf(3));
  await library.service.reconcile();
  const { last } = await untilOver();

  expect(last).toMatchObject({ documents: 2, trusted: { pages: 4, withdrawn: 1 } });
  expect(wordCount(await currentModel(), 'đà')).toBe(2);
  expect(await allOf(library.store.list(keys.languageModels()))).toHaveLength(1);
});

test('the steward has the library learn when there is enough that is new, and not before', async () => {
  await publish(
    1,
    Array.from({ length: 40 }, () => 'thư viện tỉnh'),
    'pdf-text',
  );
  await library.service.reconcile();
  expect((await report()).state).toBeNull();

  await publish(
    2,
    Array.from({ length: 40 }, () => 'thư viện tỉnh'),
    'pdf-text',
  );
  await library.service.reconcile();
  expect((await untilOver()).last).toMatchObject({ documents: 2, pages: 80 });

  const before = (await report()).last?.learnedAt;
  nowMs += 3_600_000;
  await library.service.reconcile();
  expect((await report()).last?.learnedAt).toBe(before);
});

test('what was noted in another way than it should be is learned anew', async () => {
  await library.store.put(keys.learned(), Buffer.from('{'), 'application/json');

  expect((await report()).last).toBeNull();
  expect((await learned()).last).toMatchObject({ documents: 0, pages: 0 });
  expect(wordCount(await currentModel(), 'viện')).toBe(0);
});

test('a document taken away while the library learned is in no model', async () => {
  for (const number of [1, 2, 3]) await publish(number, ['thư viện tỉnh'], 'pdf-text');
  const { get } = library.store;
  let isRemoved = false;
  library.store.get = async (key) => {
    const bytes = await get(key);
    if (key === keys.text(revision(3), 0) && !isRemoved) {
      isRemoved = true;
      await library.catalogue.remove(idOf(3));
    }
    return bytes;
  };

  expect((await learned()).last).toMatchObject({ documents: 2, pages: 2, trusted: { withdrawn: 1 } });
  expect(wordCount(await currentModel(), 'viện')).toBe(2);
});

test('what the library learned is known to the inspection', async () => {
  await learned();

  const { groupKeys } = await import('../inspection/group-keys.ts');
  const groups = await allOf(groupKeys(library.store.list('')));

  expect(groups.filter(({ kind }) => kind === 'unknown')).toEqual([]);
});

const idOf = (number: number) => parseDocumentId(String(number).padStart(16, '0'));
const revision = (number: number) => ({ documentId: idOf(number), number: 1 });
const record = parseRecord({ title: 'Địa chí', library: parseLibraryCode('tinh') });

async function ask(method: 'GET' | 'POST'): Promise<unknown> {
  const headers = { authorization: `Bearer ${OPERATOR}`, accept: 'application/json' };
  const answer = await fetch(`${library.origin}/api/learning`, { method, headers });
  expect(answer.ok).toBe(true);
  return answer.json();
}

const report = async () => (await ask('GET')) as LearningReport;

async function learned(): Promise<LearningReport> {
  await ask('POST');
  return untilOver();
}

async function untilOver(): Promise<LearningReport> {
  for (;;) {
    const now = await report();
    if (now.state && !now.state.isRunning) return now;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function currentModel() {
  const { last } = await report();
  if (!last) throw new Error('nothing was learned');
  return parseLanguageModel(await library.store.get(keys.languageModel(last.checksum)));
}

/** A document that was received, and whose texts lie in the store already. */
async function keepText(
  number: number,
  pages: readonly string[],
  engine: PageText['engine']['name'],
  isUnderScan = false,
): Promise<readonly PageSummary[]> {
  await library.catalogue.receive({ id: idOf(number), record, originals: [] });
  return Promise.all(
    pages.map(async (written, page) => {
      const text = pageText(written, engine, isUnderScan);
      await library.store.put(keys.text(revision(number), page), Buffer.from(JSON.stringify(text)), 'application/json');
      return { page, label: String(page + 1), ...pageOutcome(text) };
    }),
  );
}

async function publish(
  number: number,
  texts: readonly string[],
  engine: PageText['engine']['name'],
  changes: Partial<PageSummary> = {},
  isUnderScan = false,
): Promise<void> {
  const pages = (await keepText(number, texts, engine, isUnderScan)).map((page) => ({ ...page, ...changes }));
  await library.catalogue.openRevision(revision(number), pages);
  await library.catalogue.publish(revision(number), pages);
  await library.catalogue.setIndexed(revision(number), 1);
}

const pageText = (written: string, name: string, isUnderScan = false): PageText => ({
  version: 1,
  kind: 'read',
  image: null,
  engine: { name, version: '1', model: '', settings: { isUnderScan } },
  treatments: [],
  look: null,
  words: written.split(' ').map((text, place) => ({
    text,
    box: { x: 50 * place, y: 0, width: 40, height: 20 },
    confidence: 1,
    line: 0,
    block: 0,
  })),
  blocks: [],
  furtherEngines: [],
  expectedError: null,
  damage: null,
});
