import { parseRecord, type Rights, UNRECKONED } from '@diachi/domain';
import { LANGUAGES } from '@diachi/messages';
import type { PageText } from '@diachi/page-text';
import type { PageView } from '@diachi/ports';
import { apiDocument } from '@diachi/web';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { countShelves } from '../count-shelves.ts';
import type { Frame } from '../frame.ts';
import { RECORD_FIELDS, recordValues } from '../record-values.ts';
import { parseSearchAddress } from '../search-address.ts';
import {
  ALL_RIGHTS,
  documentView,
  doubtedView,
  failure,
  found,
  frame,
  HOSTILE,
  id,
  inspection,
  library,
  pageView,
  reason,
  sampleDocument,
  toCheck,
  unreadableView,
  workReport,
} from '../testing/sample.ts';
import { ApiDocsPage } from './api-docs-page.tsx';
import { BrowsePage } from './browse-page.tsx';
import { DocumentPage } from './document-page.tsx';
import { EditPage } from './edit-page.tsx';
import { FailurePage } from './failure-page.tsx';
import { HomePage } from './home-page.tsx';
import { InspectionPage } from './inspection-page.tsx';
import { LibrariesPage } from './libraries-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { ReadingPage } from './reading-page.tsx';
import { SearchAwayPage } from './search-away-page.tsx';
import { SearchPage } from './search-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { ToCheckPage, type ToCheckPageProps } from './to-check-page.tsx';
import { TokensPage } from './tokens-page.tsx';
import { UploadPage } from './upload-page.tsx';
import { WelcomePage } from './welcome-page.tsx';
import { WorkAwayPage } from './work-away-page.tsx';
import { WorkPage } from './work-page.tsx';

const [documentsToCheck, pagesToCheck] = [await toCheck.documentsToCheck(), await toCheck.pagesToCheck()];
const person = {
  id: 1,
  name: HOSTILE,
  role: 'admin',
  library: null,
  passwordHash: null,
  createdAt: '2026-11-20T08:00:00.000Z',
} as const;
const described = sampleDocument({
  record: parseRecord({
    ...recordValues(sampleDocument().record),
    creators: `${HOSTILE}\nTy <b> | issuer`,
    subjects: HOSTILE,
    places: 'Mường Tè\nTủa Chùa',
    summary: `${HOSTILE}\n\nTwo.`,
    englishSummary: HOSTILE,
    englishTitle: HOSTILE,
    note: HOSTILE,
    isbn: '9786040000000',
    access: 'members',
    embargoUntil: '2031-01-02',
    licence: 'in-copyright',
    rightsHolder: HOSTILE,
  }),
});
const restrictedPage = (language: Language, rights: Partial<Rights>) => ({
  frame: reader(language),
  view: {
    document: described,
    rights: { record: false, text: false, smallImage: false, fullImage: false, download: false, ...rights },
    pages: [],
    bookmarks: [],
  },
  libraries: [library],
  query: '',
  hits: null,
  from: 0,
  work: null,
});
const around = {
  total: 3,
  position: 1,
  previous: null,
  next: 7,
  wordStart: null,
  near: [{ page: 0, label: 'i', snippet: [{ text: HOSTILE, isHit: true }] }],
};
const counts = countShelves([{ library: library.code, collection: HOSTILE, kind: 'book', documents: 41 }]);
const away = { kind: 'unavailable', message: 'Away.', details: {} } as const;
const searchAway = { ...away, code: 'search.unavailable' };
const workAway = { ...away, code: 'upload.unavailable' };
type Language = (typeof LANGUAGES)[number];
const reader = (language: Language) => frame('reader', language);
const admin = (language: Language) => frame('admin', language);

const lostOriginal = {
  counts: { problems: 400 },
  problems: [
    {
      code: 'inspection.original-missing',
      message: 'The original <1> is gone.',
      details: { id, file: HOSTILE, key: 'k' },
    },
    { code: 'inspection.files-damaged', message: 'A file.', details: { id, key: 'made', count: 2 } },
  ],
  originalsLost: 1,
};

const everyPage: readonly (readonly [string, (language: Language) => VNode])[] = [
  [
    'first page',
    (language) => (
      <HomePage
        frame={reader(language)}
        newest={[sampleDocument()]}
        libraries={[library]}
        counts={counts}
        toLookAt={0}
      />
    ),
  ],
  [
    'first page of an empty library',
    (language) => (
      <HomePage frame={admin(language)} newest={[]} libraries={[]} counts={countShelves([])} toLookAt={2} />
    ),
  ],
  [
    'documents by record',
    (language) => (
      <BrowsePage
        frame={reader(language)}
        at={{ library: library.code, collection: HOSTILE, after: '3_x' }}
        list={{ documents: [sampleDocument()], next: '2_x' }}
        counts={counts}
        libraries={[library]}
      />
    ),
  ],
  [
    'search that is away',
    (language) => (
      <SearchAwayPage
        frame={reader(language)}
        search={parseSearchAddress({ q: HOSTILE, kind: 'book' })}
        note={searchAway}
        counts={counts}
        libraries={[library]}
      />
    ),
  ],
  ['work nobody can tell of', (language) => <WorkAwayPage frame={admin(language)} title="Work" note={workAway} />],
  ['search', (language) => searchPage(language, `q=${encodeURIComponent(HOSTILE)}&kind=book`)],
  ['search that found nothing', (language) => searchPage(language, 'q=zzz&kind=map', { total: 0, hits: [] })],
  ['document', (language) => documentPage(reader(language))],
  [
    'document at the desk',
    (language) => documentPage(admin(language), { state: 'failed', publishedRevision: 0, failure }),
  ],
  ['reading page', (language) => readingPage(language)],
  [
    'unreadable page',
    (language) => (
      <ReadingPage
        libraries={[library]}
        frame={reader(language)}
        document={sampleDocument()}
        view={unreadableView()}
        query=""
        hits={[]}
        around={null}
      />
    ),
  ],
  [
    'upload',
    (language) => (
      <UploadPage frame={admin(language)} libraries={[library]} collections={[HOSTILE]} canReadHeic={false} />
    ),
  ],
  ['work', (language) => <WorkPage frame={admin(language)} report={workReport()} />],
  [
    'work while originals are lost',
    (language) => <WorkPage frame={admin(language)} report={workReport()} damage={lostOriginal} />,
  ],
  [
    'inspection while originals are lost and no round has ended',
    (language) => (
      <InspectionPage
        frame={admin(language)}
        last={inspection()}
        state={null}
        verification={{ last: null, standing: lostOriginal, state: null }}
      />
    ),
  ],
  ['inspection', (language) => <InspectionPage frame={admin(language)} last={inspection()} state={null} />],
  ['reading page with its doubtful words', (language) => readingDoubt(admin(language))],
  ['documents to check', (language) => toCheckPage(language, { documents: documentsToCheck })],
  ['pages to check', (language) => toCheckPage(language, { pages: pagesToCheck })],
  ['list of nothing to check', (language) => toCheckPage(language, { documents: { listed: [], next: null } })],
  [
    'inspection with damaged files',
    (language) => (
      <InspectionPage
        frame={admin(language)}
        last={inspection()}
        state={null}
        verification={{ last: { ...inspection(), sizeBytes: 12_000_000 }, state: null }}
      />
    ),
  ],
  [
    'inspection that runs',
    (language) => (
      <InspectionPage
        frame={admin(language)}
        last={null}
        state={{ isRunning: true, done: 3, planned: null, failure: null }}
      />
    ),
  ],
  [
    'inspection that broke off',
    (language) => (
      <InspectionPage
        frame={admin(language)}
        last={inspection()}
        state={{ isRunning: false, done: 3, planned: 9, failure: searchAway }}
      />
    ),
  ],
  [
    'edit',
    (language) => (
      <EditPage
        frame={admin(language)}
        document={sampleDocument()}
        libraries={[library]}
        collections={[HOSTILE]}
        history={[
          {
            at: '2026-11-20T08:00:00.000Z',
            who: HOSTILE,
            what: 'record.changed',
            before: { ...sampleDocument().record, title: 'Tên cũ' },
            after: sampleDocument().record,
          },
        ]}
        refused={null}
      />
    ),
  ],
  [
    'edit that was refused',
    (language) => (
      <EditPage
        frame={admin(language)}
        document={sampleDocument()}
        libraries={[library]}
        collections={[HOSTILE]}
        history={[]}
        refused={{
          note: { ...reason, code: 'record.changed-meanwhile' },
          written: { ...recordValues(sampleDocument().record), title: '<b>', date: HOSTILE },
          onVersion: 2,
        }}
      />
    ),
  ],
  ['sign-in', (language) => <SignInPage frame={reader(language)} next="/work" problem={HOSTILE} />],
  ['welcome', (language) => <WelcomePage frame={reader(language)} token="t" person={person} problem={null} />],
  ['used link', (language) => <WelcomePage frame={reader(language)} token="t" person={null} problem={null} />],
  [
    'document of which only the record is shown',
    (language) => <DocumentPage {...restrictedPage(language, { record: true })} />,
  ],
  [
    'page of which only a small picture is shown',
    (language) => (
      <ReadingPage
        libraries={[library]}
        frame={reader(language)}
        document={described}
        view={{ ...pageView(), rights: { ...ALL_RIGHTS, fullImage: false, download: false } }}
        query=""
        hits={[]}
        around={null}
      />
    ),
  ],
  [
    'people',
    (language) => (
      <PeoplePage
        frame={admin(language)}
        people={[person, { ...person, id: 2, role: 'member', library: library.code }]}
        libraries={[library]}
        made={{ name: HOSTILE, link: 'http://a/welcome/b' }}
        moved={{ ...person, library: library.code }}
        moving={2}
        problem={HOSTILE}
      />
    ),
  ],
  [
    'libraries',
    (language) => (
      <LibrariesPage
        frame={admin(language)}
        libraries={[library, { ...library, name: library.code }]}
        refused={{ code: HOSTILE, name: HOSTILE, problem: HOSTILE }}
      />
    ),
  ],
  [
    'access tokens',
    (language) => (
      <TokensPage
        frame={admin(language)}
        tokens={[
          {
            id: 'abcdefabcdef',
            personId: 1,
            name: HOSTILE,
            scopes: ['read', 'manage'],
            createdAt: '2026-11-20T08:00:00.000Z',
            expiresAt: '2026-11-21T08:00:00.000Z',
            lastUsedOn: null,
          },
        ]}
        scopes={['read', 'write', 'manage']}
        now="2026-11-22T08:00:00.000Z"
        made={{ name: HOSTILE, written: 'diachi_a' }}
        problem={HOSTILE}
      />
    ),
  ],
  [
    'page for programs',
    (language) => <ApiDocsPage frame={reader(language)} document={apiDocument} site="https://kho.example.vn" />,
  ],
  ['failure', (language) => <FailurePage frame={reader(language)} note={reason} status={404} />],
];

describe.each(everyPage)('the %s', (_, page) => {
  test.each(LANGUAGES)('has one main part, one first heading and a language, in %s', (language) => {
    const html = renderToString(page(language));

    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(html).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
  });

  test('says different things in the two languages', () => {
    const [vi, en] = LANGUAGES.map((language) => /<h1[^>]*>.*<\/footer>/s.exec(renderToString(page(language)))?.[0]);

    expect(vi).not.toBe(en);
  });

  test('lets nothing out of its quotes, and needs no inline script or style', () => {
    const html = renderToString(page('vi'));

    expect(html).not.toContain('<script>');
    expect(html).not.toMatch(/<(b|i|faded|một)>/);
    expect(html).not.toMatch(/\s(style|onclick|onload|onerror)=/);
    for (const [script] of html.matchAll(/<script[^>]*>/g)) expect(script).toMatch(/ src="\/assets\//);
  });
});

describe('the search page', () => {
  test('marks what was sought, and keeps what was chosen in every link', () => {
    const html = renderToString(searchPage('vi', 'q=địa chí&kind=book&sort=newest'));

    expect(html).toContain('<mark>địa &lt;chí></mark>');
    expect(html).toContain('/search?q=%C4%91%E1%BB%8Ba+ch%C3%AD&amp;kind=book&amp;kind=map&amp;sort=newest');
    expect(html).toContain('offset=20');
    expect(html).toContain('Không thấy “đja”, hiển thị “địa”.');
    expect(html).toContain('type="hidden" name="kind" value="book"');
  });

  test('gives advice when nothing was found, and a way to drop the filters', () => {
    const html = renderToString(searchPage('vi', 'q=zzz&kind=map', { total: 0, hits: [] }));

    expect(html).toContain('Không tìm thấy “zzz”');
    expect(html).toContain('href="/search?q=zzz"');
  });

  test('shows what was chosen also when nothing has it any more, to be taken away', () => {
    const html = renderToString(searchPage('vi', 'q=zzz&decade=1950&language=fra', { total: 0, hits: [] }));

    expect(html).toMatch(/href="\/search\?q=zzz&amp;language=fra" aria-current="true"[^>]*>1950–1959/);
    expect(html).toMatch(/href="\/search\?q=zzz&amp;decade=1950" aria-current="true"[^>]*>Tiếng Pháp/);
  });

  test('offers no value that all results have, unless it was chosen', () => {
    const facets = { ...found().facets, libraries: [{ value: library.code, count: 41 }] };

    expect(renderToString(searchPage('vi', 'q=a', { facets }))).not.toContain('library=tinh');
    expect(renderToString(searchPage('vi', 'q=a&library=tinh', { facets }))).toMatch(
      /href="\/search\?q=a" aria-current="true"/,
    );
  });
});

test('an inspection that could not ask the search does not say how much is in it', () => {
  const away = [{ code: 'inspection.index-away', message: 'The search does not answer.', details: {} }];
  const last = { ...inspection(), counts: { ...inspection().counts, indexed: 0 }, problems: away };

  const html = renderToString(<InspectionPage frame={admin('vi')} last={last} state={null} />);

  expect(html).toMatch(/Tài liệu trong chỉ mục tìm kiếm<\/dt><dd>Chưa biết/);
});

test.each([
  ['an empty library offers no empty list of shelves', countShelves([]), false],
  ['a library with documents offers its shelves', counts, true],
] as const)('%s', (_, shelves, isOffered) => {
  const list = { documents: [], next: null };

  const html = renderToString(
    <BrowsePage frame={reader('vi')} at={{}} list={list} counts={shelves} libraries={[library]} />,
  );

  expect(html.includes('id="shelves"')).toBe(isOffered);
});

test('words found by their start are told as such', () => {
  const html = renderToString(searchPage('vi', 'q=thu vie', { wordStart: 'vie' }));

  expect(html).toContain('Không thấy “thu vie”, hiển thị từ bắt đầu bằng “vie”.');
});

const readingDoubt = (who: Frame, view: PageView = doubtedView(), isDoubtShown = true) => (
  <ReadingPage
    libraries={[library]}
    frame={who}
    document={sampleDocument()}
    view={view}
    query="chí"
    hits={[1]}
    around={null}
    isDoubtShown={isDoubtShown}
  />
);

const toCheckPage = (language: Language, lists: Partial<ToCheckPageProps>) => (
  <ToCheckPage
    frame={admin(language)}
    at={{ kind: lists.pages ? 'pages' : 'documents' }}
    libraries={[library]}
    documents={null}
    pages={null}
    {...lists}
  />
);

describe('doubtful words', () => {
  test('are marked on the text and on the image, each with what it was, why and how sure', () => {
    const html = renderToString(readingDoubt(admin('vi')));

    expect(html.match(/class="doubtful"/g)).toHaveLength(3);
    expect(html.match(/<rect id="box-\d" class="(hit|doubt)"/g)).toHaveLength(3);
    expect(html).toMatch(/<mark><a id="word-1"[^>]*aria-describedby="doubt-1"/);
    expect(html).toContain('Máy chắc 41 % là chữ này đúng.');
    expect(html).toContain(
      'Lúc đầu đọc là “&lt;i>chi”, nay là “chí”. Sửa theo quy tắc chính tả. Chỗ sửa này chắc 97 %.',
    );
    expect(html).toContain('Lúc đầu máy bỏ sót chữ này. Sửa sau khi đọc lại lần hai.');
    for (const [, number] of html.matchAll(/aria-describedby="doubt-(\d)"/g)) {
      expect(html).toContain(`id="doubt-${number}" class="doubt-note" role="tooltip"`);
    }
  });

  test('are marked only when they are asked for; how many there are is told before', () => {
    const html = renderToString(readingDoubt(admin('en'), doubtedView(), false));

    expect(html).not.toContain('class="doubtful"');
    expect(html).toContain('Mark doubtful words (3)');
    expect(html).toContain(`href="/documents/${id}/pages/0?q=ch%C3%AD&amp;doubt=yes"`);
    expect(html).toContain('about 7 letters in 100 are likely wrong');
  });

  test('stay marked from page to page, and can be left', () => {
    const html = renderToString(readingDoubt(admin('vi')));

    expect(html).toContain(`href="/documents/${id}/pages/1?q=ch%C3%AD&amp;doubt=yes" rel="next"`);
    expect(html).toContain('name="doubt" value="yes"');
    expect(html).toMatch(new RegExp(`href="/documents/${id}/pages/0\\?q=ch%C3%AD"[^>]*data-doubt="switch"`));
    expect(html).toContain('<kbd>Shift d</kbd>');
  });

  test('are none of the readers’, who are warned of a poor page and of no other', () => {
    const poor = renderToString(readingDoubt(reader('vi')));
    const good = renderToString(readingDoubt(reader('vi'), doubtedView(0.03)));

    expect(poor).toContain('còn nhiều chỗ sai');
    expect(good).not.toContain('còn nhiều chỗ sai');
    for (const html of [poor, good]) expect(html).not.toMatch(/doubtful|doubt-note|data-doubt|&lt;i>chi|Máy chắc/);
  });

  test('of a page that was not reckoned nothing is estimated', () => {
    const html = renderToString(readingDoubt(admin('en'), doubtedView(null)));

    expect(html).not.toContain('Estimate');
    expect(renderToString(readingDoubt(admin('en'), pageView()))).toContain('No word on this page is doubtful');
    expect(renderToString(readingDoubt(admin('en'), unreadableView()))).not.toContain('class="doubt"');
  });
});

describe('what read a page', () => {
  const readBy = (text: PageText, who = admin('en')) => renderToString(readingDoubt(who, { ...pageView(), text }));

  test('is told archivists, with every engine that read some of it again', () => {
    const { text } = pageView();
    if (text.kind !== 'read') throw new Error('the sample page is read');
    const second = { name: 'tesseract', version: '5.3.0', model: 'fra', settings: {} } as const;

    expect(readBy({ ...text, furtherEngines: [second] })).toContain(
      'Read with tesseract 5.3.0, vie; further with tesseract 5.3.0, fra<',
    );
    expect(readBy(text)).toContain('Read with tesseract 5.3.0, vie<');
    expect(readBy(text, reader('en'))).not.toContain('Read with');
  });

  test('is not the document itself where its text lay under a scan', () => {
    const came = (isUnderScan: boolean) => {
      const engine = { name: 'pdf-text', version: '1', model: '', settings: { isUnderScan } } as const;
      return readBy({ ...pageView().text, engine });
    };

    expect(came(true)).toContain('read by another program');
    expect(came(false)).toContain('Text that came with the original');
  });

  test('is not told of a page that nothing has read', () => {
    const engine = { name: 'none', version: '1', model: '', settings: {} } as const;

    expect(readBy({ ...unreadableView().text, engine })).not.toContain('Read with');
  });
});

describe('what is to be checked', () => {
  test('is told in plain words, and leads to the place', () => {
    const documents = renderToString(toCheckPage('vi', { documents: documentsToCheck }));
    const pages = renderToString(toCheckPage('en', { pages: pagesToCheck }));

    expect(documents).toContain('2 trên 3 trang cần xem');
    expect(documents).toContain('khoảng 7 ký tự sai trên 100');
    expect(documents).toContain('href="/to-check?after=70000_1"');
    expect(pages).toContain(`href="/documents/${id}/pages/2?doubt=yes"`);
    expect(pages).toContain('class="tag is-unreadable"');
    expect(pages).toContain('about 7 letters in 100 are likely wrong');
    expect(pages).toContain('href="/to-check?show=pages&amp;after=70000_00000000000000a1_0"');
  });

  test('of a document stands on its page, the worst first, for archivists', () => {
    const pages = [0.001, 0.03, 0.3].map(
      (expectedError, page) =>
        ({ ...UNRECKONED, page, label: String(page + 1), state: 'read', expectedError }) as const,
    );
    const shown = (who: Frame) => renderToString(documentPage(who, {}, { pages }));

    expect(shown(admin('en'))).toMatch(
      /Pages to check \(2\).*Page 3<\/a>: about 30 letters.*Page 2<\/a>: about 3 letters/s,
    );
    expect(shown(reader('en'))).not.toContain('Pages to check');
  });
});

describe('the reading page', () => {
  test('boxes each hit in pixels of the page image, and ties it to its word', () => {
    const html = renderToString(readingPage('vi'));

    expect(html).toContain('viewBox="0 0 2000 3000"');
    expect(html).toContain('<rect id="box-1" class="hit" x="96" y="46" width="88" height="38">');
    expect(html).toMatch(/<mark><a id="word-1" href="#box-1" data-box="100 50 80 30">chí<\/a><\/mark>/);
    expect(html).toContain('&lt;i>tỉnh');
  });

  test('offers pictures by width and leaves the page image to the zoom', () => {
    const html = renderToString(readingPage('vi'));
    const [, srcset] = /srcset="([^"]+)"/.exec(html) ?? [];

    expect(srcset).toBe(`/files/${id}/r1/pages/0/800.webp 800w, /files/${id}/r1/pages/0/1600.webp 1600w`);
    expect(html).toContain(`href="/files/${id}/r1/pages/0/image"`);
  });

  test('leads on and to the next hit without a script', () => {
    const html = renderToString(readingPage('vi'));

    expect(html).toContain(`href="/documents/${id}/pages/1?q=ch%C3%AD" rel="next"`);
    expect(html).not.toContain('rel="prev"');
    expect(html).toContain(`data-hit="next" href="/documents/${id}/pages/7?q=ch%C3%AD"`);
  });

  test('says of an unreadable page that it is one, and why', () => {
    const html = renderToString(everyPage.find(([name]) => name === 'unreadable page')?.[1]('vi') ?? <p />);

    expect(html).toContain('Không đọc được chữ của trang này');
    expect(html).toContain('The ink &lt;faded>.');
    expect(html).not.toContain('data-tool="turn"');
  });
});

describe('a page that was damaged', () => {
  const brokenOff = { kind: 'invalid', code: 'scan.broken-off', message: '', details: {} } as const;
  const whole = pageView();
  const { image } = whole.page;
  const views: Readonly<Record<string, PageView>> = {
    read: { ...whole, text: { ...(whole.text as PageText & { kind: 'read' }), damage: brokenOff } },
    unreadable: {
      ...whole,
      page: { ...whole.page, state: 'unreadable', reason: brokenOff },
      text: { ...unreadableView().text, kind: 'unreadable', image, reason: brokenOff },
    },
  };
  const show = (view: PageView, language: Language) =>
    renderToString(
      <ReadingPage
        libraries={[library]}
        frame={reader(language)}
        document={sampleDocument()}
        view={view}
        query=""
        hits={[]}
        around={null}
      />,
    );

  test.each([
    ['read', 'vi', 'Trang này bị hỏng một phần: Tệp của trang này bị cụt hoặc hỏng, một phần ảnh không còn.'],
    ['read', 'en', 'Part of this page is damaged: The file of this page breaks off'],
    ['unreadable', 'vi', 'Không đọc được chữ của trang này: Tệp của trang này bị cụt hoặc hỏng'],
    ['unreadable', 'en', 'The text of this page could not be read: The file of this page breaks off'],
  ] as const)('and %s says so above its picture’s words, in %s', (state, language, words) => {
    const html = show(views[state] ?? whole, language);

    expect(html).toContain(words);
    expect(html).toContain('/pages/0/800.webp 800w');
    expect(html.includes('data-box')).toBe(state === 'read');
  });

  test.each([
    ['vi', 'Hỏng một phần', 'Không đọc được'],
    ['en', 'Damaged in part', 'Unreadable'],
  ] as const)('is marked among the pages, in %s', (language, damaged, unreadable) => {
    const pages = [
      { page: 0, label: 'i', ...UNRECKONED, state: 'read', reason: brokenOff },
      { page: 1, label: '1', ...UNRECKONED, state: 'unreadable', reason: brokenOff },
      { page: 2, label: '2', state: 'read', ...UNRECKONED },
    ] as const;

    const html = renderToString(documentPage(reader(language), {}, { pages }));
    const tiles = html.split('<li>').filter((tile) => tile.includes('class="thumbnail"'));

    expect(tiles.map((tile) => /class="tag[^>]*>([^<]*)/.exec(tile)?.[1])).toEqual([damaged, unreadable, undefined]);
  });
});

describe('what only archivists see of a document', () => {
  test('is the failure with its page, and a way to try again', () => {
    const html = renderToString(documentPage(admin('vi'), { state: 'failed', publishedRevision: 0, failure }));

    expect(html).toContain('Bước “Đọc chữ”, trang 12');
    expect(html).toContain(`action="/api/documents/${id}/retry"`);
    expect(html).toContain('name="csrf" value="token-of-lan"');
  });

  test('is why to read it again after its language was changed', () => {
    const html = renderToString(documentPage(frame('archivist')));

    expect(html).toContain('đã được đọc theo “Tiếng Pháp”, nay tài liệu ghi là “Tiếng Việt, Tiếng Pháp”');
    expect(html).toContain(`action="/api/documents/${id}/read-again"`);
    expect(renderToString(documentPage(frame('archivist'), { workRevision: 2 }))).not.toContain('Tiếng Pháp”, nay');
  });

  test('is not on the page of a reader', () => {
    const html = renderToString(documentPage(reader('vi')));

    expect(html).not.toMatch(/\/edit|\/retry|\/remove|csrf|data-live="desk"/);
  });

  test('lets an archivist remove what was refused, and only an administrator the rest', () => {
    const refused = { state: 'refused', publishedRevision: 0 } as const;

    expect(renderToString(documentPage(frame('archivist'), refused))).toContain('/remove');
    expect(renderToString(documentPage(frame('archivist')))).not.toContain('/remove');
    expect(renderToString(documentPage(frame('admin')))).toContain('/remove');
  });
});

test('HEIC is promised only where it can be read', () => {
  const page = (canReadHeic: boolean) =>
    renderToString(
      <UploadPage frame={frame('archivist')} libraries={[library]} collections={[]} canReadHeic={canReadHeic} />,
    );

  expect(page(false)).toContain('Nhận ảnh JPEG, PNG, WebP, TIFF, JPEG 2000 và tệp PDF.');
  expect(page(false)).not.toMatch(/heic/i);
  expect(page(true)).toContain('JPEG 2000, HEIC và tệp PDF.');
  expect(page(true)).toContain('.heic,');
});

test('a change of the record can be taken back on the version that is current', () => {
  const html = renderToString(everyPage.find(([name]) => name === 'edit')?.[1]('vi') ?? <p />);

  expect(html).toContain('name="onVersion" value="3"');
  expect(html).toContain('name="title" value="Tên cũ"');
});

test('a page of which only a small picture may be shown shows that one, says why, and offers nothing more', () => {
  const view = { ...pageView(), rights: { ...ALL_RIGHTS, fullImage: false, download: false } };
  const html = renderToString(
    <ReadingPage
      libraries={[library]}
      frame={reader('en')}
      document={sampleDocument()}
      view={view}
      query=""
      hits={[]}
      around={null}
    />,
  );

  expect(html).toContain('/240.webp');
  expect(html).toContain('the library does not show large ones');
  for (const hidden of ['/800.webp', '/1600.webp', '/image', 'document.pdf', 'text.txt', 'data-levels']) {
    expect(html).not.toContain(hidden);
  }
  expect(html).toContain('địa');
});

test('a document of which only the record may be shown leads to none of its pages and files, and says when it opens', () => {
  const html = renderToString(<DocumentPage {...restrictedPage('en', { record: true })} />);

  expect(html).toContain('This document opens on January 2, 2031');
  expect(html).toContain('Thư viện tỉnh');
  expect(html).toContain('(issuer)');
  // Its record may be taken, in every format.
  const beside = html.replaceAll(/\/files\/\w+\/(?:record\/|mets\.xml)/g, '');
  for (const hidden of ['/pages/', '/files/', 'action="/documents/', 'id="pages"'])
    expect(beside).not.toContain(hidden);
});

test('every field of a record can be changed, and what is rarely needed is folded away until it has to be put right', () => {
  const edit = (code: string) =>
    renderToString(
      <EditPage
        frame={admin('vi')}
        document={described}
        libraries={[library]}
        collections={[]}
        history={[]}
        refused={
          code === ''
            ? null
            : {
                note: { kind: 'invalid', code, message: '', details: {} },
                written: recordValues(described.record),
                onVersion: 3,
              }
        }
      />,
    );

  for (const field of RECORD_FIELDS) expect(edit('')).toContain(`name="${field}"`);
  expect(edit('')).toContain('Ty &lt;b> | cơ quan ban hành');
  expect(edit('').match(/<details class="field-group">/g)).toHaveLength(3);
  expect(edit('record.bad-isbn').match(/<details class="field-group">/g)).toHaveLength(2);
});

test('a volume of thousands of pages is shown a part at a time', () => {
  const many = Array.from(
    { length: 5_000 },
    (_, page) => ({ page, label: `${page + 1}`, state: 'read', ...UNRECKONED }) as const,
  );
  const html = renderToString(documentPage(reader('vi'), {}, { pages: many, from: 240 }));

  expect(html.match(/class="thumbnail"/g)).toHaveLength(120);
  expect(html).toContain(`/documents/${id}?from=360#pages`);
  expect(html).toContain(`/documents/${id}?from=120#pages`);
});

function searchPage(language: Language, query: string, changes: Parameters<typeof found>[0] = {}) {
  const address = parseSearchAddress(Object.fromEntries(new URLSearchParams(query)));
  return (
    <SearchPage
      frame={reader(language)}
      search={address}
      found={found(changes)}
      libraries={[library]}
      sources={[]}
      toLookAt={0}
    />
  );
}

function documentPage(
  of: ReturnType<typeof frame>,
  changes: Parameters<typeof sampleDocument>[0] = {},
  { pages, from = 0 }: { pages?: ReturnType<typeof documentView>['pages']; from?: number } = {},
) {
  const view = documentView(changes);
  return (
    <DocumentPage
      frame={of}
      view={pages ? { ...view, pages } : view}
      libraries={[library]}
      query=""
      hits={null}
      from={from}
      work={{ steps: [{ job: 'ocr-page', done: 1, planned: 2 }], forecastSeconds: 30, languageRead: 'fra' }}
    />
  );
}

function readingPage(language: Language) {
  return (
    <ReadingPage
      libraries={[library]}
      frame={reader(language)}
      document={sampleDocument()}
      view={pageView()}
      query="chí"
      hits={[1]}
      around={around}
    />
  );
}
