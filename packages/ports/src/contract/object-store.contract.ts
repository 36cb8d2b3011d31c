import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ObjectStore } from '../object-store.ts';
import { givingOutContract } from './object-store-giving.contract.ts';
import { keepingContract } from './object-store-keeping.contract.ts';
import { linksContract } from './object-store-links.contract.ts';
import { takingInContract } from './object-store-taking.contract.ts';
import {
  bytesOf,
  closedAfterwards,
  download,
  fileHere,
  inPieces,
  keysUnder,
  page,
  thickVolume,
} from './sample-objects.ts';

/** Troubles an adapter's test can bring about. Each one left out is a part of the suite that adapter does not pass through. */
export type ObjectStoreFaults = {
  /** A store that was opened, and cannot be reached any more. */
  readonly openAway?: () => Promise<ObjectStore>;
  /** A store with no room left, in which the object `kept` is. */
  readonly openFull?: (kept: { readonly key: string; readonly body: Uint8Array }) => Promise<ObjectStore>;
  /** An empty store that readers reach by themselves. */
  readonly openReachable?: () => Promise<ObjectStore>;
};

/** What every ObjectStore promises. Each adapter's test file calls this once, with a way to open an empty store. */
export function objectStoreContract(openEmpty: () => Promise<ObjectStore>, faults: ObjectStoreFaults = {}): void {
  const open = () => closedAfterwards(openEmpty);

  takingInContract(open);
  givingOutContract(open);
  keepingContract(open);

  test('closing twice is closing', async () => {
    const store = await open();

    await store.close();
    await store.close();
  });

  test('a store that readers cannot reach gives no link', async () => {
    const store = await open();
    await store.put('a', page, 'image/png');

    expect(await store.linkTo('a', download)).toBeNull();
  });

  const { openAway, openFull, openReachable } = faults;

  if (openReachable) linksContract(() => closedAfterwards(openReachable));

  if (openAway) {
    test('a store that cannot be reached is a failure, never an absence', async () => {
      const store = await closedAfterwards(openAway);
      const file = await fileHere(page);
      const away = { kind: 'unavailable', code: 'store.unavailable' };

      await expect(store.has('a')).rejects.toMatchObject(away);
      await expect(store.get('a')).rejects.toMatchObject(away);
      await expect(store.read('a')).rejects.toMatchObject(away);
      await expect(store.withFile('a', async () => 'used')).rejects.toMatchObject(away);
      await expect(store.sizeBytes('a')).rejects.toMatchObject(away);
      await expect(store.linkTo('a', download)).rejects.toMatchObject(away);
      await expect(store.remove('a')).rejects.toMatchObject(away);
      await expect(store.put('a', page, 'image/png')).rejects.toMatchObject(away);
      await expect(store.putFile('a', file, 'image/png')).rejects.toMatchObject(away);
      await expect(keysUnder(store, '')).rejects.toMatchObject(away);
      await expect(keysUnder(store, 'documents/')).rejects.toMatchObject(away);
      expect(await readFile(file)).toEqual(page);
    });
  }

  if (openFull) {
    test('a store without room says so, and loses nothing it has', async () => {
      const store = await closedAfterwards(() => openFull({ key: 'kept', body: page }));
      const full = { kind: 'unavailable', code: 'store.full' };

      await expect(store.put('a', Buffer.alloc(8_000_000), 'image/tiff')).rejects.toMatchObject(full);
      await expect(store.put('kept', Buffer.alloc(8_000_000), 'image/tiff')).rejects.toMatchObject(full);
      await expect(store.put('b', inPieces(thickVolume(1)), 'application/pdf')).rejects.toMatchObject(full);

      expect(await store.has('a')).toBe(false);
      expect(await store.has('b')).toBe(false);
      expect(await bytesOf(store, 'kept')).toEqual(page);
      expect(await keysUnder(store, '')).toEqual(['kept']);
    });
  }
}
