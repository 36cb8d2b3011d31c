import { keys, parseDocumentId, parseManifest } from '@diachi/domain';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runDiachi } from '../e2e/run-diachi.ts';
import { askAsReader } from './ask-as-reader.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles } from './stand-in-page.ts';
import { openTestStore } from './whole-documents.ts';

const MINUTES = 60_000;

describe.skipIf(await skipsCluster())('the command line, at the inner door of a cluster', () => {
  let cluster: RunningCluster;
  let id = '';
  const diachi = (command: readonly string[], own: Readonly<Record<string, string>> = {}) => {
    const { operatorAddress, token } = cluster;
    const env = {
      PATH: process.env['PATH'],
      DIACHI_URL: operatorAddress,
      OPERATOR_TOKEN: token,
      LANGUAGE: 'en',
      ...own,
    };
    return runDiachi(command, env);
  };

  beforeAll(async () => {
    cluster = await openCluster({ engine: {} });
    id = await cluster.operator.handIn(await madeUpFiles('letter', 2));
    await cluster.operator.published(id, 2 * MINUTES);
    if (cluster.servers.meilisearch) await cluster.operator.indexed(id, MINUTES);
  }, 5 * MINUTES);
  afterAll(() => cluster?.close());

  test('tells how the library is, and that search is away where it is', { timeout: MINUTES }, async () => {
    const { code, out } = await diachi(['status', '--json']);

    expect(JSON.parse(out)).toMatchObject({
      ...{ received: 0, reading: 0, published: 1, failed: 0, refused: 0 },
      work: { documents: 0, paused: null },
      search: cluster.servers.meilisearch ? { documents: 1, missing: 0 } : null,
    });
    expect(code).toBe(cluster.servers.meilisearch ? 0 : 3);
  });

  test('inspects the library, and what was found is known from then on', { timeout: 2 * MINUTES }, async () => {
    const { code, out, said } = await diachi(['inspect', '--json']);
    const status = JSON.parse((await diachi(['status', '--json'])).out);

    const { counts, problems } = JSON.parse(out);
    expect(counts, said).toMatchObject({ documents: 1, problems: problems.length });
    if (cluster.servers.meilisearch) expect({ code, problems }).toEqual({ code: 0, problems: [] });
    expect(status.inspection).toMatchObject({ isRunning: false, last: { problems: problems.length } });
  });

  test('rebuilds catalogue and index, and searchers go on finding meanwhile', { timeout: 3 * MINUTES }, async ({
    skip,
  }) => {
    skip(!cluster.servers.meilisearch, 'There is no search server here.');
    const found: number[] = [];
    let isOver = false;
    const searching = (async () => {
      while (!isOver) {
        const answer = await askAsReader(`${cluster.address}/api/search?q=`);
        found.push(((await answer.json()) as { total: number }).total);
      }
    })();

    const { code, out, said } = await diachi(['rebuild', '--json']).finally(() => {
      isOver = true;
    });
    await searching;

    expect({ code, out }, said).toEqual({ code: 0, out: '{"documents":1,"problems":0}\n' });
    expect(new Set(found)).toEqual(new Set([1]));
    expect((await cluster.operator.document(id))?.isIndexed).toBe(true);
  });

  test('adds people, whose links begin where people come in and can be opened there', {
    timeout: MINUTES,
  }, async () => {
    const { out } = await diachi(['user', 'add', 'Lan', '--json'], { PUBLIC_URL: cluster.address });

    const { link } = JSON.parse(out) as { link: string };
    expect(new URL(link).origin).toBe(cluster.address);
    expect((await fetch(link)).status).toBe(200);
  });

  test('compares every file with its checksum: a page is made again, a lost original told until it is back', {
    timeout: 3 * MINUTES,
  }, async () => {
    const { store, close } = await openTestStore(cluster);
    const revision = { documentId: parseDocumentId(id), number: 1 };
    const { originals } = parseManifest(await store.get(keys.manifest(revision)));
    const original = keys.original(originals[0]?.checksum ?? ('' as never));
    const whole = await store.get(original);
    await store.put(keys.thumbnail(revision, 0, 240), Buffer.from('not that picture'), 'image/webp');
    const verify = async () => {
      const { code, out, said } = await diachi(['verify', '--mb-per-second', '0', '--json']);
      const { files } = JSON.parse((await diachi(['status', '--json'])).out);
      return { code, out: JSON.parse(out || said), lost: files.originalsLost };
    };

    const again = await verify();
    const next = keys.manifest({ ...revision, number: 2 });
    await vi.waitFor(async () => expect(await store.has(next)).toBe(true), { timeout: MINUTES, interval: 200 });
    await store.remove(original);
    const damaged = await verify();
    await store.put(original, whole, 'image/png');
    const healed = await verify();
    await close();

    expect(again).toMatchObject({ code: 0, out: { repaired: [{ code: 'inspection.read-again-damaged' }] }, lost: 0 });
    expect(damaged).toMatchObject({ code: 4, out: { originalsLost: 1 }, lost: 1 });
    expect(damaged.out.problems).toMatchObject([{ code: 'inspection.original-missing' }]);
    expect(healed).toMatchObject({ code: 0, out: { originalsLost: 0, problems: [] }, lost: 0 });
  });

  test('says what it cannot do there: without the right token, at the public door, with files of its own machine', {
    timeout: MINUTES,
  }, async () => {
    const asked = [
      diachi(['status'], { OPERATOR_TOKEN: 'of-somebody-else' }),
      diachi(['status'], { DIACHI_URL: cluster.address }),
      diachi(['ingest', import.meta.filename]),
      diachi(['status'], { OPERATOR_TOKEN: '' }),
    ];
    const [badToken, publicDoor, files, noToken] = await Promise.all(asked);

    for (const one of [badToken, publicDoor]) {
      expect(one).toMatchObject({ code: 2, out: '', said: expect.stringContaining('its inner door') });
    }
    expect(files).toMatchObject({ code: 2, said: expect.stringContaining('cannot see files of this machine') });
    expect(noToken).toMatchObject({ code: 2, said: expect.stringContaining('OPERATOR_TOKEN is not set') });
  });
});
