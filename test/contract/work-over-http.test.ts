import type { Document } from '@diachi/domain';
import { createWorkOverHttp } from '@diachi/portal-service';
import type { Catalogue } from '@diachi/ports';
import { expect, onTestFinished, test, vi } from 'vitest';
import { failure, newDocument } from '../../packages/ports/src/contract/sample-documents.ts';
import { OPERATOR, openLibrary, removeFolder } from '../../services/upload/src/testing/temporary-library.ts';
import { catalogueAway } from '../faults/index.ts';

test('what the upload service tells of the work is what a portal elsewhere understands', async () => {
  const { library, work } = await opened();
  const { document } = await library.catalogue.receive(newDocument(1));
  await library.catalogue.receive(newDocument(2));
  await library.catalogue.fail(newDocument(2).id, failure);

  const told = await work.work();
  const line = await work.workOn(document);

  expect(told.documents.map(({ id, isInWork, failure: what }) => [id, isInWork, what])).toEqual([
    [newDocument(1).id, true, null],
    [newDocument(2).id, false, failure],
  ]);
  expect(await library.service.work()).toMatchObject(told);
  expect(await library.service.workOn(document)).toMatchObject(line);
});

test('an inspection is started by the form of its page, and what it found is understood', async () => {
  const { library, work } = await opened();
  await library.store.put('documents/0000000000000009/record.json', Buffer.from('{}'), 'application/json');
  expect(await work.inspection()).toEqual({ last: null, state: null });

  const session = await library.signIn('lan', 'admin');
  const started = await fetch(`${library.origin}/api/inspection`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...session, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ next: '/inspection' }),
  });

  expect([started.status, started.headers.get('location')]).toEqual([303, '/inspection']);
  const last = await vi.waitUntil(async () => (await work.inspection()).last, { timeout: 20_000 });
  expect((await library.service.inspection()).last).toMatchObject(last);
  expect(last.problems.map(({ code }) => code)).toContain('inspection.unknown-document');
});

test('a document nobody knows, and a catalogue that is away, are told as they are', async () => {
  let isAway = false;
  const { work } = await opened((catalogue) =>
    catalogueAway(catalogue, ({ method }) => isAway && method === 'document'),
  );
  const nobody = { id: newDocument(9).id } as Document;

  await expect(work.workOn(nobody)).rejects.toMatchObject({ kind: 'missing', code: 'document.missing' });
  isAway = true;
  await expect(work.workOn(nobody)).rejects.toMatchObject({ kind: 'unavailable', code: 'catalogue.unavailable' });
});

async function opened(wrapCatalogue: (catalogue: Catalogue) => Catalogue = (catalogue) => catalogue) {
  const library = await openLibrary({ works: false, wrapCatalogue });
  onTestFinished(async () => {
    await library.stop();
    await removeFolder(library.folder);
  });
  return { library, work: createWorkOverHttp({ address: new URL(library.origin), token: OPERATOR }) };
}
