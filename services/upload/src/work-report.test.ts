import { type DocumentId, parseDocumentId, UNRECKONED } from '@diachi/domain';
import { afterEach, expect, test } from 'vitest';
import type { TakenFile } from './taken-file.ts';
import { call, jpeg, sendFile } from './testing/send-file.ts';
import { type Headers, openLibrary, removeFolder, type TemporaryLibrary } from './testing/temporary-library.ts';
import type { WorkReport } from './work-report.ts';

let library: TemporaryLibrary;
afterEach(async () => {
  await library.stop();
  await removeFolder(library.folder);
});

test('a document that is read again is in work beside those read for the first time', async () => {
  const { id, ask } = await published();

  const { number } = await library.catalogue.startRevision(id);
  await library.catalogue.openRevision({ documentId: id, number }, waiting(3));
  await library.catalogue.finishStep({ revision: { documentId: id, number }, job: 'ocr-page', stepId: 'ocr-page_1' });

  const report = await ask('/api/work');
  expect(report.documents).toMatchObject([{ id, state: 'published', isInWork: true }]);
  expect(report.totals).toMatchObject({ inWork: 1, pagesDone: 1, pagesPlanned: 3 });
  expect(await library.service.workOn(await library.catalogue.document(id))).toEqual(report.documents[0]);
});

test('one whose reading again failed is told among those that failed', async () => {
  const { id, ask } = await published();
  await library.catalogue.startRevision(id);
  const failure = { kind: 'invalid', code: 'page-list.broken', message: 'Damaged.', details: {} } as const;
  await library.catalogue.fail(id, { ...failure, job: 'build-pdf', page: null });

  const report = await ask('/api/work');

  expect(report.documents).toMatchObject([{ id, state: 'published', isInWork: false, failure }]);
  expect(report.totals).toMatchObject({ inWork: 0, pagesPlanned: 0 });
});

test('totals count everything in work, however many lines are told, and can be asked for alone', async () => {
  const { id, ask } = await published();
  const { record, originals } = await library.catalogue.document(id);
  for (let number = 0; number < 203; number += 1) {
    const other = parseDocumentId(String(number).padStart(16, '0'));
    await library.catalogue.receive({ id: other, record, originals });
    await library.catalogue.openRevision({ documentId: other, number: 1 }, waiting(2));
  }

  const { totals, documents } = await ask('/api/work');

  expect(documents).toHaveLength(200);
  expect(totals).toMatchObject({ inWork: 203, pagesDone: 0, pagesPlanned: 406 });
  expect(await ask('/api/work?documents=none')).toEqual({ totals, documents: [] });
});

async function published(): Promise<{ id: DocumentId; ask: (path: string) => Promise<WorkReport> }> {
  library = await openLibrary();
  const session: Headers = await library.signIn('lan', 'archivist');
  const files = [await sendFile(library, session, 'a.jpg', jpeg('a'))];
  const answer = await call(library, session, 'POST', '/api/documents', { files });
  const [entry] = (await answer.json()) as readonly TakenFile[];
  await library.quiet();
  const ask = async (path: string) => (await (await call(library, session, 'GET', path)).json()) as WorkReport;
  return { id: parseDocumentId(entry?.document), ask };
}

const waiting = (count: number) =>
  Array.from(
    { length: count },
    (_, page) => ({ page, label: String(page + 1), state: 'waiting', ...UNRECKONED }) as const,
  );
