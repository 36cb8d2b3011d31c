import { UNRECKONED } from '@diachi/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { accessContract } from './access.contract.ts';
import { accessTokensContract } from './access-tokens.contract.ts';
import { auditTrailContract } from './audit-trail.contract.ts';
import { changesContract } from './changes.contract.ts';
import { clearingContract } from './clearing.contract.ts';
import { documentsContract } from './documents.contract.ts';
import { forgettingContract } from './forgetting.contract.ts';
import { harvestsContract } from './harvests.contract.ts';
import { locksContract } from './locks.contract.ts';
import { peopleContract } from './people.contract.ts';
import { revisionsContract } from './revisions.contract.ts';
import { documentId, failure, library, newDocument, original, pages, record, restored } from './sample-documents.ts';
import { toCheckContract } from './to-check.contract.ts';
import { togetherContract } from './together.contract.ts';
import { workInHandContract } from './work-in-hand.contract.ts';

/** Troubles an adapter's test can bring about. Each one left out is a part of the suite that adapter does not pass through. */
export type CatalogueFaults = {
  /** A catalogue that was opened, and cannot answer any more. */
  readonly openAway?: () => Promise<Catalogue>;
  /** A catalogue with no room for another document, in which document 1 of these is. */
  readonly openFull?: (kept: ReturnType<typeof newDocument>) => Promise<Catalogue>;
  /** Closes a catalogue and opens what it left. */
  readonly reopen?: (catalogue: Catalogue) => Promise<Catalogue>;
  /** Another catalogue on the same database, as another process has it. */
  readonly openBeside?: (catalogue: Catalogue) => Promise<Catalogue>;
};

/** What every Catalogue promises, with its people and its audit trail. Each adapter's test file calls this once, with a way to open an empty one. */
export function catalogueContract(openEmpty: () => Promise<Catalogue>, faults: CatalogueFaults = {}): void {
  const open = () => closedAfterwards(openEmpty);
  const { openAway, openFull, reopen, openBeside } = faults;

  documentsContract(open);
  revisionsContract(open);
  peopleContract(open);
  accessTokensContract(open);
  auditTrailContract(open);
  workInHandContract(open);
  forgettingContract(open);
  clearingContract(open);
  toCheckContract(open);
  accessContract(open);
  changesContract(open, openBeside);
  harvestsContract(open);
  locksContract(open, openBeside);
  togetherContract(open, openBeside);

  test('what is asked all at once is answered one after the other', async () => {
    const catalogue = await open();
    const numbers = Array.from({ length: 20 }, (_, number) => number);

    await Promise.all(numbers.map((number) => catalogue.receive(newDocument(number))));
    await Promise.all(
      numbers.map((number) => catalogue.openRevision({ documentId: documentId(number), number: 1 }, pages(3))),
    );

    expect(await catalogue.countByState()).toMatchObject({ received: 0, reading: 20 });
  });

  test('closing twice is closing, and a closed catalogue does not answer', async () => {
    const catalogue = await open();

    await catalogue.close();
    await catalogue.close();

    await expect(catalogue.countByState()).rejects.toMatchObject(away);
    await expect(catalogue.receive(newDocument(1))).rejects.toMatchObject(away);
    await expect(catalogue.locks.inOrder('originals', async () => {})).rejects.toMatchObject(away);
    await expect(catalogue.locks.alone('steward', async () => {})).rejects.toMatchObject(away);
  });

  test('what no text can be is found nowhere, and breaks nothing', async () => {
    const catalogue = await open();
    const impossible = 'a\0b\ud800';

    expect(await catalogue.people.named(impossible)).toBeNull();
    expect(await catalogue.people.session(impossible, '2030-01-01T00:00:00.000Z')).toBeNull();
    expect(await catalogue.documents({ collection: impossible }, { limit: 1 })).toEqual({ documents: [], next: null });
    await catalogue.audit.note({
      at: '2030-01-01T00:00:00.000Z',
      who: impossible,
      what: 'record.changed',
      documentId: null,
      details: { title: impossible },
    });
    expect(await catalogue.audit.entries({ limit: 5 })).toHaveLength(1);
  });

  if (reopen) {
    test('what was done is there when it is opened again', async () => {
      const before = await open();
      const { document } = await before.receive(newDocument(1));
      await before.putLibrary({ code: library('tinh'), name: 'Thư viện tỉnh' });
      const lan = await before.people.add({ name: 'Lan', role: 'admin' });

      const after = await closedAfterwards(() => reopen(before));

      expect(await after.document(documentId(1))).toEqual(document);
      expect(await after.libraries()).toHaveLength(1);
      expect(await after.people.named('Lan')).toEqual(lan);
    });
  }

  if (openAway) {
    const revision = { documentId: documentId(1), number: 1 };
    const token = { tokenHash: 'a', personId: 1, expiresAt: '2030-01-01T00:00:00.000Z' };
    const entry = { at: token.expiresAt, who: 'Lan', what: 'record.changed', documentId: null, details: {} };

    test.each<{ name: string; ask: (catalogue: Catalogue) => Promise<unknown> }>([
      { name: 'receive', ask: (catalogue) => catalogue.receive(newDocument(1)) },
      { name: 'document', ask: (catalogue) => catalogue.document(documentId(1)) },
      { name: 'documents', ask: (catalogue) => catalogue.documents({}, { limit: 1 }) },
      { name: 'documentsNamed', ask: (catalogue) => catalogue.documentsNamed([documentId(1)]) },
      { name: 'documentsWithOriginal', ask: (catalogue) => catalogue.documentsWithOriginal(original(1).checksum) },
      { name: 'countByState', ask: (catalogue) => catalogue.countByState() },
      { name: 'changeRecord', ask: (catalogue) => catalogue.changeRecord(documentId(1), record(), 1) },
      { name: 'openRevision', ask: (catalogue) => catalogue.openRevision(revision, pages(1)) },
      { name: 'setPage', ask: (catalogue) => catalogue.setPage(revision, 0, { ...UNRECKONED, state: 'read' }) },
      { name: 'pages', ask: (catalogue) => catalogue.pages(revision) },
      { name: 'finishStep', ask: (catalogue) => catalogue.finishStep({ revision, job: 'ocr-page', stepId: 'a' }) },
      { name: 'progress', ask: (catalogue) => catalogue.progress(revision) },
      { name: 'publish', ask: (catalogue) => catalogue.publish(revision, pages(1)) },
      { name: 'setIndexed', ask: (catalogue) => catalogue.setIndexed(revision, 1) },
      { name: 'forgetIndexed', ask: (catalogue) => catalogue.forgetIndexed() },
      { name: 'fail', ask: (catalogue) => catalogue.fail(documentId(1), failure) },
      { name: 'refuse', ask: (catalogue) => catalogue.refuse(documentId(1), failure) },
      { name: 'retry', ask: (catalogue) => catalogue.retry(documentId(1)) },
      { name: 'startRevision', ask: (catalogue) => catalogue.startRevision(documentId(1)) },
      { name: 'remove', ask: (catalogue) => catalogue.remove(documentId(1)) },
      { name: 'toForget', ask: (catalogue) => catalogue.toForget(1) },
      { name: 'setForgotten', ask: (catalogue) => catalogue.setForgotten(documentId(1)) },
      { name: 'toClear', ask: (catalogue) => catalogue.toClear(1) },
      { name: 'setCleared', ask: (catalogue) => catalogue.setCleared(documentId(1)) },
      { name: 'inWork', ask: (catalogue) => catalogue.inWork(1) },
      { name: 'countInWork', ask: (catalogue) => catalogue.countInWork() },
      { name: 'unfinished', ask: (catalogue) => catalogue.unfinished({ limit: 1 }) },
      { name: 'withFailure', ask: (catalogue) => catalogue.withFailure(1) },
      { name: 'documentsToCheck', ask: (catalogue) => catalogue.documentsToCheck({ limit: 1 }) },
      { name: 'pagesToCheck', ask: (catalogue) => catalogue.pagesToCheck({ limit: 1 }) },
      { name: 'trustedText', ask: (catalogue) => catalogue.trustedText() },
      { name: 'documentsToLearnFrom', ask: (catalogue) => catalogue.documentsToLearnFrom({ limit: 1 }) },
      { name: 'changes', ask: (catalogue) => catalogue.changes({}, { order: 'oldest-first', limit: 1 }) },
      { name: 'countChanges', ask: (catalogue) => catalogue.countChanges({}) },
      { name: 'changeShelves', ask: (catalogue) => catalogue.changeShelves() },
      { name: 'earliestChange', ask: (catalogue) => catalogue.earliestChange() },
      { name: 'changeOf', ask: (catalogue) => catalogue.changeOf(documentId(1)) },
      {
        name: 'rememberGone',
        ask: (catalogue) =>
          catalogue.rememberGone({
            id: documentId(1),
            mergedInto: null,
            library: library('tinh'),
            collection: '',
            kind: 'book',
          }),
      },
      { name: 'sources', ask: (catalogue) => catalogue.sources() },
      { name: 'listedSources', ask: (catalogue) => catalogue.listedSources() },
      { name: 'foreignRecords', ask: (catalogue) => catalogue.foreignRecords(null, { limit: 1 }) },
      { name: 'foreignRecordsNamed', ask: (catalogue) => catalogue.foreignRecordsNamed([documentId(1)]) },
      { name: 'foreignToIndex', ask: (catalogue) => catalogue.foreignToIndex(1) },
      { name: 'countForeignIndexed', ask: (catalogue) => catalogue.countForeignIndexed() },
      { name: 'forgetForeignIndexed', ask: (catalogue) => catalogue.forgetForeignIndexed() },
      { name: 'countIndexed', ask: (catalogue) => catalogue.countIndexed() },
      { name: 'restore', ask: (catalogue) => catalogue.restore(restored(1, 1), []) },
      { name: 'libraries', ask: (catalogue) => catalogue.libraries() },
      { name: 'putLibrary', ask: (catalogue) => catalogue.putLibrary({ code: library('tinh'), name: 'Tỉnh' }) },
      { name: 'collections', ask: (catalogue) => catalogue.collections() },
      { name: 'people.add', ask: ({ people }) => people.add({ name: 'Lan', role: 'admin' }) },
      { name: 'people.all', ask: ({ people }) => people.all() },
      { name: 'people.named', ask: ({ people }) => people.named('Lan') },
      { name: 'people.setPassword', ask: ({ people }) => people.setPassword(1, 'hashed') },
      { name: 'people.openSession', ask: ({ people }) => people.openSession(token) },
      { name: 'people.session', ask: ({ people }) => people.session('a', token.expiresAt) },
      { name: 'people.closeSession', ask: ({ people }) => people.closeSession('a') },
      { name: 'people.addSignInLink', ask: ({ people }) => people.addSignInLink(token) },
      { name: 'people.signInLink', ask: ({ people }) => people.signInLink('a', token.expiresAt) },
      { name: 'people.forgetSignInLinks', ask: ({ people }) => people.forgetSignInLinks(1) },
      {
        name: 'people.setPasswordByLink',
        ask: ({ people }) => people.setPasswordByLink('a', 'hashed', token.expiresAt),
      },
      { name: 'audit.note', ask: ({ audit }) => audit.note(entry) },
      { name: 'audit.entries', ask: ({ audit }) => audit.entries({ limit: 1 }) },
    ])('a catalogue that is away is a failure of $name, never an absence', async ({ ask }) => {
      const catalogue = await closedAfterwards(openAway);

      await expect(ask(catalogue)).rejects.toMatchObject(away);
    });
  }

  if (openFull) {
    describe('a catalogue without room', () => {
      test('says so, does nothing by halves, and still answers', async () => {
        const catalogue = await closedAfterwards(() => openFull(newDocument(1)));
        const before = await catalogue.document(documentId(1));
        const full = { kind: 'unavailable', code: 'catalogue.full' };
        const revision = { documentId: documentId(1), number: 1 };

        await expect(catalogue.openRevision(revision, pages(20_000))).rejects.toMatchObject(full);

        expect(await catalogue.document(documentId(1))).toEqual(before);
        expect(await catalogue.pages(revision)).toEqual([]);
      });
    });
  }
}

const away = { kind: 'unavailable', code: 'catalogue.unavailable' };

async function closedAfterwards(open: () => Promise<Catalogue>): Promise<Catalogue> {
  const catalogue = await open();
  onTestFinished(() => catalogue.close());
  return catalogue;
}
