import { type DateRange, type DocumentKind, type DocumentRecord, decadesOf, type LibraryCode } from '@diachi/domain';
import type { Database } from './open-database.ts';

/** What is needed of every document to filter, count and sort without reading the file. */
export type ShownDocument = {
  readonly number: number;
  readonly pages: number;
  readonly receivedAtMs: number;
  readonly library: LibraryCode;
  readonly collection: string;
  readonly kind: DocumentKind;
  readonly languages: readonly string[];
  readonly decades: readonly number[];
  readonly fromYear: number | null;
  readonly toYear: number | null;
};

/** The documents searchers see, by their number in the file, kept in memory. */
export type ShownDocuments = {
  get(number: number): ShownDocument | undefined;
  all(): Iterable<ShownDocument>;
  show(number: number, pages: number, receivedAt: string, record: DocumentRecord): void;
  hide(number: number): void;
  clear(): void;
  count(): { readonly documents: number; readonly pages: number };
};

function createShownDocuments(): ShownDocuments {
  const shown = new Map<number, ShownDocument>();
  const shared = createShared();
  let pagesShown = 0;

  const hide = (number: number) => {
    pagesShown -= shown.get(number)?.pages ?? 0;
    shown.delete(number);
  };
  return {
    get: (number) => shown.get(number),
    all: () => shown.values(),
    hide,
    show(number, pages, receivedAt, record) {
      hide(number);
      shown.set(number, { number, pages, receivedAtMs: Date.parse(receivedAt) || 0, ...shared(record) });
      pagesShown += pages;
    },
    clear() {
      shown.clear();
      pagesShown = 0;
    },
    count: () => ({ documents: shown.size, pages: pagesShown }),
  };
}

/** Reads what the file shows. */
export function loadShownDocuments(database: Database): ShownDocuments {
  const documents = createShownDocuments();
  const rows = database.prepare(`SELECT number, pages, received_at, record FROM documents WHERE state = 'shown'`).all();
  for (const [number, pages, receivedAt, record] of rows) {
    documents.show(Number(number), Number(pages), String(receivedAt), JSON.parse(String(record)) as DocumentRecord);
  }
  return documents;
}

// Thousands of documents share a few libraries, collections and dates: each value is kept once.
function createShared() {
  const kept = new Map<string, unknown>();
  const once = <Value>(key: string, make: () => Value): Value => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as Value;
  };
  const yearsOf = (date: DateRange | null) => `years ${date?.fromYear} ${date?.toYear}`;

  return ({ library, collection, kind, language, date }: DocumentRecord) => ({
    library: once(`library ${library}`, () => library),
    collection: once(`collection ${collection}`, () => collection),
    kind,
    languages: once(`language ${language}`, () => [...new Set(language.split('+'))]),
    decades: once(yearsOf(date), () => decadesOf(date)),
    fromYear: date?.fromYear ?? null,
    toYear: date?.toYear ?? null,
  });
}
