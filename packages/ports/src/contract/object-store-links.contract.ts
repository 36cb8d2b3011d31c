import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '../object-store.ts';
import { download, missing, page, text } from './sample-objects.ts';

/** Links by which readers fetch objects themselves; `open` opens an empty store that they reach. A part of `objectStoreContract`. */
export function linksContract(open: () => Promise<ObjectStore>): void {
  describe('links', () => {
    test('a reader fetches an object by a link, under its Vietnamese name', async () => {
      const store = await open();
      await store.put('documents/one/pdf', page, 'application/octet-stream');

      const answer = await fetch((await store.linkTo('documents/one/pdf', download)) ?? '');

      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(page);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      const disposition = answer.headers.get('content-disposition') ?? '';
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
      expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(download.fileName);
    });

    test('an object is shown in the browser when it is to be, and read in parts', async () => {
      const store = await open();
      await store.put('originals/aa', text('0123456789'), 'text/plain');
      const link = await store.linkTo('originals/aa', { ...download, isInline: true });

      const answer = await fetch(link ?? '', { headers: { range: 'bytes=2-4' } });

      expect(answer.status).toBe(206);
      expect(await answer.text()).toBe('234');
      expect(answer.headers.get('content-disposition')).toMatch(/^inline; /);
    });

    test.each([
      '"; filename="evil.exe',
      'one\r\nSet-Cookie: a=b',
      '../../etc/passwd',
      "L'Indochine (1*).pdf",
      '100%&a=b#c?',
    ])('the name %j cannot break out of a link', async (fileName) => {
      const store = await open();
      await store.put('a', page, 'image/png');

      const answer = await fetch((await store.linkTo('a', { ...download, fileName })) ?? '');

      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('content-disposition')).toMatch(
        /^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[\w.%~!#$&+^`|-]+$/,
      );
    });

    test('a link opens one object, and only as it was made', async () => {
      const store = await open();
      await store.put('documents/one/pdf', page, 'application/pdf');
      await store.put('documents/two/pdf', page, 'application/pdf');
      const link = (await store.linkTo('documents/one/pdf', download)) ?? '';

      const other = await fetch(link.replace('/one/', '/two/'));
      const asPage = await fetch(link.replace('application%2Fpdf', 'text%2Fhtml'));
      const removed = await fetch(link, { method: 'DELETE' });

      expect([other.status, asPage.status, removed.status]).toEqual([403, 403, 403]);
      expect(await store.has('documents/one/pdf')).toBe(true);
    });

    test('a link is not for what is not there', async () => {
      const store = await open();

      await expect(store.linkTo('nowhere', download)).rejects.toMatchObject(missing);
    });
  });
}
