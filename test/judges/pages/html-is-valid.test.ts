import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './html-faults.ts';
import { documentNamedIn, type JudgedLibrary, openJudgedLibrary, VISITORS } from './judged-library.ts';
import { addressesOfPages, isPage, REFUSED_FORMS } from './pages-to-judge.ts';

let library: JudgedLibrary;
let empty: JudgedLibrary;
beforeAll(async () => {
  library = await openJudgedLibrary();
  empty = await openJudgedLibrary({ isEmpty: true });
});
afterAll(async () => {
  await library?.close();
  await empty?.close();
});

describe.each(Object.entries(VISITORS))('html-validate has nothing against what is shown to %s', (_, cookie) => {
  test.each([
    ['a library with documents of every access level', () => library],
    ['an empty library', () => empty],
  ])('of %s', async (__, which) => {
    const asked = which();
    const faults = new Set<string>();
    let judged = 0;
    for (const address of addressesOfPages(asked)) {
      const answer = await fetch(asked.origin + address, { headers: { Cookie: cookie, Accept: 'text/html' } });
      expect(answer.headers.get('content-type'), address).toContain('text/html');
      for (const fault of await faultsOf(await answer.text())) faults.add(`${address} ${fault}`);
      judged += 1;
    }

    expect([...faults]).toEqual([]);
    expect(judged).toBeGreaterThan(20);
  });
});

/** What an administrator's form sends, with the token of a page of theirs. */
async function send(path: string, id: string, body: Readonly<Record<string, string>>): Promise<Response> {
  const headers = { Cookie: VISITORS['an administrator'], Accept: 'text/html' };
  const page = await (await fetch(`${library.origin}/people`, { headers })).text();
  const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(page) ?? [];
  const form = new URLSearchParams({ ...body, csrf });
  return fetch(library.origin + path.replace(':id', id), { method: 'POST', headers, body: form, redirect: 'manual' });
}

test('nor against a form that comes back with what was wrong in it', async () => {
  const { id } = documentNamedIn(library, 'moi');
  for (const { path, body } of REFUSED_FORMS) {
    const answer = await send(path, id, body);

    expect(answer.status, path).toBeGreaterThanOrEqual(400);
    expect(answer.status, path).toBeLessThan(500);
    expect(await faultsOf(await answer.text()), path).toEqual([]);
  }
});

test('nor against what stands where a document was that is removed', async () => {
  const { id } = documentNamedIn(library, 'bieughi');
  expect((await send('/api/documents/:id/remove', id, {})).status).toBe(303);

  const answer = await fetch(`${library.origin}/documents/${id}`, { headers: { Accept: 'text/html' } });

  expect(answer.status).toBe(410);
  expect(await faultsOf(await answer.text())).toEqual([]);
});

test('nor against what is said of a document that is no longer there, or that is somebody else’s to see', async () => {
  const seen = await Promise.all(
    [`/documents/${documentNamedIn(library, 'thanhvien').id}/pages/0`, '/documents/0000000000000000', '/people'].map(
      async (address) => {
        const answer = await fetch(library.origin + address, { headers: { Accept: 'text/html' }, redirect: 'manual' });
        return { status: answer.status, faults: answer.status === 303 ? [] : await faultsOf(await answer.text()) };
      },
    ),
  );

  expect(seen).toEqual([403, 404, 303].map((status) => ({ status, faults: [] })));
});

test('nor against asking somebody to wait who asks too often', async () => {
  const { id } = documentNamedIn(library, 'moi');
  let answer: Response;
  do {
    answer = await fetch(`${library.origin}/files/${id}/book.epub`, { headers: { Accept: 'text/html' } });
  } while (answer.status === 200 && (await answer.arrayBuffer()));

  expect(answer.status).toBe(429);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(await faultsOf(await answer.text())).toEqual([]);
});

test('every page of the list of routes is judged', () => {
  const judged = addressesOfPages(library).map((address) => address.split('?')[0] ?? '');
  const unjudged = library.routes
    .filter(isPage)
    .filter(({ path }) => !judged.some((address) => matches(path, address)))
    .map(({ path }) => path);

  expect(unjudged).toEqual([]);
});

test('the judge finds what is wrong', async () => {
  expect(await faultsOf('<p id="a"><div id="a">')).not.toEqual([]);
});

const matches = (path: string, address: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(address);
