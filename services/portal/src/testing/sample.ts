import {
  type Document,
  type DocumentId,
  keys,
  type Library,
  type PageSummary,
  parseChecksum,
  parseDocumentId,
  parseHarvestSource,
  parseLibraryCode,
  parseRecord,
  parseSourceCode,
  type Rights,
  UNRECKONED,
} from '@diachi/domain';
import type { Language } from '@diachi/messages';
import type { PageText, Word } from '@diachi/page-text';
import type { Catalogue, DocumentView, ForeignView, Found, PageView, Person, Reading } from '@diachi/ports';
import type { Visitor } from '@diachi/web';
import type { Assets } from '../assets.ts';
import { createFrame } from '../frame.ts';
import type { Inspection, Standing, WorkReport } from '../portal-tools.ts';
import { recordValues } from '../record-values.ts';

/** Invented documents, and a library that knows just them. */

export const HOSTILE = `<script>alert("x")</script> & 'Địa chí' </title>`;
export const id: DocumentId = parseDocumentId('00000000000000a1');
export const library: Library = { code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh <b>' };

export const assets: Assets = {
  stylesheet: '/assets/portal-1.css',
  script: (island) => `/assets/${island}-1.js`,
  notices: '/assets/third-party-notices-1.txt',
  files: new Map([['portal-1.css', { body: Buffer.from('body{}'), contentType: 'text/css; charset=utf-8' }]]),
};

const visitor = (role: Visitor['role'] = 'reader', language: Language = 'vi'): Visitor => ({
  role,
  library: null,
  name: role === 'reader' ? null : 'lan',
  personId: role === 'reader' ? null : 1,
  csrfToken: role === 'reader' ? '' : 'token-of-lan',
  language,
});

export const frame = (role: Visitor['role'] = 'reader', language: Language = 'vi', address = '/') =>
  createFrame(visitor(role, language), address, assets);

export const sampleDocument = (changes: Partial<Document> = {}): Document => ({
  id,
  record: parseRecord({
    title: HOSTILE,
    library: 'tinh',
    collection: 'Sách & cổ',
    kind: 'book',
    date: '195X',
    language: 'vie+fra',
  }),
  recordVersion: 3,
  originals: [],
  state: 'published',
  publishedRevision: 1,
  workRevision: 1,
  pageCount: 3,
  failure: null,
  isIndexed: true,
  receivedAt: '2026-11-20T08:00:00.000Z',
  changedAt: '2026-11-20T08:00:00.000Z',
  ...changes,
});

/** That document, described at length, and not open to everybody before 2031. */
export const describedDocument = sampleDocument({
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

/** An administrator. */
export const person = {
  id: 1,
  name: HOSTILE,
  role: 'admin',
  library: null,
  passwordHash: null,
  createdAt: '2026-11-20T08:00:00.000Z',
} as const satisfies Person;

export const reason = { kind: 'invalid', code: 'test.no-such-text', message: 'The ink <faded>.', details: {} } as const;

/** Everything may be seen. */
export const ALL_RIGHTS: Rights = { record: true, text: true, smallImage: true, fullImage: true, download: true };

const pages: readonly PageSummary[] = [
  { page: 0, label: 'i', state: 'read', ...UNRECKONED },
  { page: 1, label: '1', state: 'blank', ...UNRECKONED },
  { page: 2, label: '2', ...UNRECKONED, state: 'unreadable', reason },
];

export const documentView = (changes: Partial<Document> = {}): DocumentView => ({
  document: sampleDocument(changes),
  rights: ALL_RIGHTS,
  pages,
  bookmarks: [{ title: 'Chương <một>', page: 0, level: 0 }],
});

const image = { widthPx: 2000, heightPx: 3000, type: 'image/jpeg', dpi: 300 } as const;
const engine = { name: 'tesseract', version: '5.3.0', model: 'vie', settings: {} } as const;

/** A page with these words on one line, each 100 pixels further right. */
export function pageView(words: readonly string[] = ['địa', 'chí', '<i>tỉnh']): PageView {
  const text: PageText = {
    version: 1,
    kind: 'read',
    image,
    engine,
    treatments: [],
    look: null,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
    words: words.map((word, place) => ({
      text: word,
      box: { x: 100 * place, y: 50, width: 80, height: 30 },
      confidence: 1,
      line: 0,
      block: 0,
    })),
  };
  const files = ([240, 800, 1600] as const).map((width) => ({
    key: keys.thumbnail({ documentId: id, number: 1 }, 0, width),
    checksum: parseChecksum('a'.repeat(64)),
    sizeBytes: 1,
  }));
  const page = { page: 0, label: 'i', state: 'read', ...UNRECKONED, image, files } as const;
  return { revision: 1, page, text, rights: ALL_RIGHTS };
}

/** A page of which one word is doubtful, one was changed and one was missed at first, and much is likely wrong. */
export function doubtedView(expectedError: number | null = 0.07): PageView {
  const view = pageView(['<b>địa', 'chí', 'tỉnh', 'Lai']);
  if (view.text.kind !== 'read') throw new Error('the sample page is read');
  const [first, second, third, fourth] = view.text.words as [Word, Word, Word, Word];
  const words = [
    { ...first, confidence: 0.41 },
    { ...second, confidence: 0.93, change: { from: '<i>chi', why: 'spelling', probability: 0.97 } as const },
    { ...third, confidence: 0.9, change: { from: '', why: 'reread', probability: 0.9 } as const },
    fourth,
  ];
  return { ...view, text: { ...view.text, words, expectedError } };
}

/** What is to be checked of that library, in both lists; each goes on. */
export const toCheck = {
  documentsToCheck: async () => ({
    listed: [{ document: sampleDocument(), doubt: { expectedError: 0.07, pages: 2 } }],
    next: '70000_1',
  }),
  pagesToCheck: async () => ({
    listed: [
      { document: sampleDocument(), page: { ...UNRECKONED, page: 2, label: '2', state: 'unreadable', reason } },
      { document: sampleDocument(), page: { ...UNRECKONED, page: 0, label: 'i', state: 'read', expectedError: 0.07 } },
    ],
    next: '70000_00000000000000a1_0',
  }),
} satisfies Partial<Catalogue>;

export const unreadableView = (): PageView => ({
  revision: 1,
  page: { page: 2, label: '2', ...UNRECKONED, state: 'unreadable', reason, image: null, files: [] },
  text: { version: 1, kind: 'unreadable', image: null, engine, treatments: [], look: null, reason },
  rights: ALL_RIGHTS,
});

export const found = (changes: Partial<Found> = {}): Found => ({
  total: 41,
  hits: [
    {
      documentId: id,
      source: null,
      revision: 1,
      record: sampleDocument().record,
      title: [{ text: HOSTILE, isHit: false }],
      pages: [
        {
          page: 0,
          label: 'i',
          snippet: [
            { text: '… tỉnh <b> có ', isHit: false },
            { text: 'địa <chí>', isHit: true },
          ],
        },
      ],
      pageCount: 9,
    },
  ],
  facets: {
    sources: [{ value: 'ours', count: 41 }],
    libraries: [{ value: library.code, count: 41 }],
    collections: [
      { value: 'Sách & cổ', count: 3 },
      { value: 'Báo', count: 2 },
    ],
    kinds: [
      { value: 'book', count: 40 },
      { value: 'map', count: 1 },
    ],
    languages: [],
    decades: [],
  },
  corrections: [{ typed: 'đja', meant: 'địa' }],
  wordStart: null,
  ...changes,
});

export const failure = { ...reason, job: 'ocr-page', page: 11 } as const;

export const workReport = (): WorkReport => ({
  totals: {
    documents: { received: 1, reading: 1, published: 40, failed: 1, refused: 1 },
    inWork: 2,
    forecastSeconds: 240,
    paused: { kind: 'unavailable', code: 'store.full', message: 'Full.', details: {} },
    rebuild: null,
  },
  documents: (['reading', 'failed', 'refused'] as const).map((state, place) => ({
    id: parseDocumentId(`00000000000000b${place}`),
    title: HOSTILE,
    state,
    isInWork: state === 'reading',
    pageCount: 24,
    steps: state === 'reading' ? [{ job: 'ocr-page', done: 9, planned: 24 }] : [],
    forecastSeconds: state === 'reading' ? 240 : null,
    failure: state === 'reading' ? null : failure,
    receivedAt: '2026-11-20T08:00:00.000Z',
  })),
});

export const inspection = (): Inspection => ({
  startedAt: '2026-11-20T08:00:00.000Z',
  endedAt: '2026-11-20T08:07:30.000Z',
  counts: { documents: 41, objects: 1_300, indexed: 40, repaired: 1, problems: 350 },
  repaired: [{ code: 'test.repaired', message: 'It was <missing> in the index.', details: { id } }],
  problems: [
    { code: 'test.problem', message: 'A file is <gone>.', details: { id } },
    { code: 'inspection.unknown-object', message: 'Nothing explains this.', details: { key: '<b>', sizeBytes: 3 } },
    { code: 'test.problem', message: 'Of no document.', details: { id: '../etc' } },
  ],
});

/** An original that is gone and a file that is not as it was, the first of many. */
export const lostOriginal: Standing = {
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

/** A record of another repository, with everything it can have. */
export const foreignView = (changes: Partial<ForeignView['record']> = {}): ForeignView => ({
  source: parseHarvestSource({ code: 'kho-ban', name: 'Kho <bạn>', address: 'https://kho.example.vn/oai', isOn: true }),
  record: {
    id,
    source: parseSourceCode('kho-ban'),
    identifier: 'oai:kho.example.vn:<1>',
    datestamp: '2026-11-01',
    record: { ...sampleDocument().record, title: HOSTILE },
    addresses: {
      page: 'https://kho.example.vn/sach/1',
      thumbnail: null,
      pdf: null,
      manifest: 'https://anh.example.vn/1/manifest.json',
    },
    metadataPrefix: 'mods',
    isGone: false,
    ...changes,
  },
});

/** A library with one document in it, which fails when it is asked for another. */
export const sampleReading = (changes: Partial<Reading> = {}): Reading => ({
  search: async () => found(),
  suggest: async () => [],
  document: async () => documentView(),
  documentAlone: async () => sampleDocument(),
  page: async () => pageView(),
  hits: async () => ({
    total: 1,
    pages: [{ page: 0, label: 'i', snippet: [{ text: 'địa', isHit: true }] }],
    wordStart: null,
  }),
  documents: async () => ({ documents: [sampleDocument()], next: null }),
  shelves: async () => [{ library: library.code, collection: 'Sách & cổ', kind: 'book', documents: 41 }],
  libraries: async () => [library],
  sources: async () => [],
  foreignRecord: async () => foreignView(),
  collections: async () => ['Sách & cổ'],
  ...changes,
});
