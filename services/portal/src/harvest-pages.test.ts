import {
  Failure,
  type HarvestReport,
  type HarvestState,
  NEVER_HARVESTED,
  parseHarvestSource,
  parseSourceCode,
} from '@diachi/domain';
import { answerForm, pathParameter, type Route } from '@diachi/web';
import { describe, expect, test } from 'vitest';
import type { LongWork, ToldSource } from './portal-tools.ts';
import { servedPortal } from './testing/served-portal.ts';

const written = {
  ...{ code: 'Kho <Bạn>', name: 'Kho "bạn"', address: 'https://kho.example.vn/oai', metadataPrefix: 'mods' },
  ...{ set: 'sach', everyHours: '12', next: '/harvest' },
};

describe('a form about another repository that cannot be taken', () => {
  test.each([
    ['code', {}, 400, 'chữ thường không dấu'],
    ['code', { code: 'kho-ban' }, 409, 'Mã kho-ban đã có kho dùng'],
    ['name', { code: 'kho-moi', name: ' ' }, 400, 'từ 1 đến 200 ký tự'],
    ['address', { code: 'kho-moi', address: 'kho.example.vn/<oai>' }, 400, 'bắt đầu bằng http'],
    ['metadataPrefix', { code: 'kho-moi', metadataPrefix: 'a b' }, 400, 'tên một định dạng'],
    ['set', { code: 'kho-moi', set: 'a b' }, 400, 'một tập của OAI-PMH'],
    ['everyHours', { code: 'kho-moi', everyHours: '0' }, 400, '8.784 giờ'],
    ['everyHours', { code: 'kho-moi', everyHours: 'mỗi ngày' }, 400, '8.784 giờ'],
  ] as const)('comes back as it was written, with the fault at its %s: %j', async (field, changes, status, words) => {
    const said: Readonly<Record<string, string>> = { ...written, ...changes };
    const portal = await portalWith({});

    const refused = await portal.post('/api/harvest', said);

    expect(refused.status).toBe(status);
    expect(inputIn(refused.html, field)).toContain('aria-invalid="true"');
    expect(inputIn(refused.html, field)).toMatch(new RegExp(`aria-describedby="${field}-problem`));
    expect(refused.html).toMatch(new RegExp(`id="${field}-problem"[^>]*>[^<]*${words}`));
    for (const name of ['code', 'name', 'address', 'metadataPrefix', 'set', 'everyHours']) {
      expect(inputIn(refused.html, name)).toContain(`value="${escaped(said[name] ?? '')}"`);
    }
    expect(inputIn(refused.html, 'isOn')).not.toContain('checked');
    expect(refused.html).toContain('role="alert"');
    expect(refused.html.match(/aria-invalid/g)).toHaveLength(1);
    // What is to be put right comes before the sources there are already.
    expect(refused.html.indexOf('id="add"')).toBeLessThan(refused.html.indexOf('id="source-kho-ban"'));
    expect(refused.html).toContain('href="/harvest?lang=en"');
  });

  test('comes back on the page of the source when it is changed, which keeps its code', async () => {
    const portal = await portalWith({});

    const refused = await portal.post('/api/harvest/kho-ban', { ...written, set: 'a b', isOn: 'true' });

    expect(refused.status).toBe(400);
    expect(refused.html).toContain('Sửa Kho bạn');
    expect(inputIn(refused.html, 'set')).toContain('value="a b"');
    expect(inputIn(refused.html, 'name')).toContain('value="Kho &quot;bạn&quot;"');
    expect(inputIn(refused.html, 'isOn')).toContain('checked');
    expect(refused.html).not.toContain('id="code"');
    expect(refused.html).toContain('href="/harvest/kho-ban?lang=en"');
  });

  test.each([
    ['/api/harvest/kho-ban/start', 409, 'Kho kho-ban đang được thu rồi'],
    ['/api/harvest/khong-co/remove', 404, 'Không có kho nào được thu với mã khong-co'],
    ['/api/harvest/khong-co', 404, 'Không có kho nào được thu với mã khong-co'],
  ])('sent to %s it says so beside the sources there are', async (path, status, words) => {
    const portal = await portalWith({});

    const refused = await portal.post(path, written);

    expect(refused.status).toBe(status);
    expect(/role="alert"[^>]*>([^<]*)</.exec(refused.html)?.[1]).toContain(words);
    expect(refused.html).toContain('id="source-kho-ban"');
    expect(refused.html).toContain('data-live-at="/harvest"');
    expect(refused.html).not.toContain('aria-invalid');
  });

  test('tells nobody but administrators of the sources', async () => {
    const portal = await portalWith({ role: 'archivist' });

    const refused = await portal.post('/api/harvest', written);

    expect(refused.status).toBe(403);
    expect(refused.html).not.toContain('kho-ban');
  });
});

describe('the page of other repositories', () => {
  test('says what to do while there are none', async () => {
    const portal = await portalWith({ sources: [] });

    expect((await portal.ask('/harvest')).html).toContain('Chưa có kho nào');
    expect((await portal.ask('/harvest?lang=en')).status).toBe(303);
  });

  test('tells of each harvest what it brought, and what it could not take in, also when another came since', async () => {
    const refusals = [{ identifier: 'oai:kho:<1>', code: 'harvest.no-title', message: 'It has no title.' }];
    const first = report('2026-11-20T08:00:00.000Z', { fresh: 1_200, refused: 60, refusals });
    const away = {
      kind: 'unavailable',
      code: 'harvest.away',
      message: '',
      details: { host: 'kho.example.vn' },
    } as const;
    const failed = report('2026-11-21T08:00:00.000Z', { isWhole: false, failure: away });
    const last = report('2026-11-22T08:00:00.000Z', { isWhole: false, same: 7 });
    const portal = await portalWith({ sources: [told({ reports: [last, failed, first] })] });

    const { html } = await portal.ask('/harvest');

    expect(html.match(/<tr>/g)).toHaveLength(4);
    expect(html).toContain('data-label="Mới">1.200<');
    expect(html).toContain('data-label="Như cũ">7<');
    expect(html).toContain('kho.example.vn không trả lời');
    expect(html).toMatch(/<summary>60 bản ghi không nhận được <span class="quiet">[^<]*20/);
    expect(html).toMatch(
      /<p>Nó không có nhan đề\. <span class="quiet">1<\/span><\/p>.*<code class="long">oai:kho:&lt;1>/,
    );
    expect(html).toContain('Đây là 1 bản ghi đầu trong số 60.');
  });

  test('counts while a source is harvested, which can be switched off and removed all the same', async () => {
    const progress = { isRunning: true, done: 1_200, planned: 5_000, failure: null };
    const portal = await portalWith({ sources: [told({}, progress)] });

    const { html } = await portal.ask('/harvest');

    expect(html).toContain('Đang thu: 1.200 trên 5.000');
    expect(html).toContain('<progress value="1200" max="5000"');
    expect(html).not.toContain('action="/api/harvest/kho-ban/start"');
    expect(html).toMatch(/<form method="post" action="\/api\/harvest\/kho-ban"[^>]*>.*name="isOn" value="false"/s);
    expect(html).toContain('href="/harvest/kho-ban"');
  });

  test('asks before a source is removed, and says how many records go with it', async () => {
    const portal = await portalWith({ sources: [{ ...told(), records: 1_234 }] });

    const { html } = await portal.ask('/harvest/kho-ban');

    expect(html).toContain('1.234 bản ghi của kho này sẽ không còn tìm được');
    expect(html).toMatch(/<details class="danger-zone">.*action="\/api\/harvest\/kho-ban\/remove".*<\/details>/s);
  });
});

const source = parseHarvestSource({
  ...{ code: 'kho-ban', name: 'Kho bạn', address: 'https://kho.example.vn/oai', isOn: true },
});

const told = (state: Partial<HarvestState> = {}, progress: LongWork | null = null): ToldSource => ({
  source,
  records: 0,
  state: { ...NEVER_HARVESTED, ...state },
  progress,
});

const report = (startedAt: string, changes: Partial<HarvestReport>): HarvestReport => ({
  ...{ startedAt, endedAt: startedAt, isWhole: true, metadataPrefix: 'mods', pages: 1, expected: null, failure: null },
  ...{ fresh: 0, changed: 0, same: 0, gone: 0, refused: 0, refusals: [] },
  ...changes,
});

type Known = { readonly role?: 'archivist' | 'admin'; readonly sources?: readonly ToldSource[] };

const portalWith = ({ role = 'admin', sources = [told()] }: Known) =>
  servedPortal({ role, routes: harvester, parts: { sources: async () => sources } });

/** Refuses as whoever harvests does. */
const harvester: readonly Route[] = [
  form('/api/harvest', (body) => {
    if (!/^\d+$/.test(body['everyHours'] ?? '')) throw badForm('everyHours');
    const { code } = parseHarvestSource(body);
    if (code === source.code) throw failed('conflict', 'repository.exists', code);
  }),
  form('/api/harvest/:code', (body, code) => {
    parseHarvestSource({ ...body, code: known(code) });
  }),
  form('/api/harvest/:code/start', (_body, code) => {
    throw failed('conflict', 'harvest.running', known(code));
  }),
  form('/api/harvest/:code/remove', (_body, code) => void known(code)),
];

function form(path: string, take: (body: Readonly<Record<string, string>>, code: string) => void): Route {
  return {
    ...{ method: 'post', path, role: 'admin', summary: '', body: 'json-or-form' },
    handle: (request, response) => {
      take(request.body as Readonly<Record<string, string>>, path.includes(':') ? pathParameter(request, 'code') : '');
      answerForm(request, response);
    },
  };
}

function known(code: string): string {
  if (parseSourceCode(code) === source.code) return code;
  throw failed('missing', 'repository.missing', code);
}

const failed = (kind: 'conflict' | 'missing', code: string, source: string) =>
  new Failure(kind, code, 'As it says.', { details: { code: source } });

const badForm = (field: string) => new Failure('invalid', 'input.bad-form', 'Not that.', { details: { field } });

/** The tag of a field; what is written in it may have a > of its own. */
const inputIn = (html: string, name: string): string =>
  new RegExp(`<input (?:"[^"]*"|[^>"])*name="${name}"(?:"[^"]*"|[^>"])*>`).exec(html)?.[0] ?? '';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
