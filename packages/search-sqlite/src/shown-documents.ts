import {
  type DateRange,
  type DocumentKind,
  type DocumentRecord,
  decadesOf,
  type LibraryCode,
  type SourceCode,
} from '@diachi/domain';
import type { Database } from './open-database.ts';

/** What is needed of every document to filter, count and sort without reading the file. */
export type ShownDocument = {
  readonly number: number;
  readonly pages: number;
  readonly receivedAtMs: number;
  /** Null for a document of ours. What follows says nothing of a record of another repository. */
  readonly source: SourceCode | null;
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
  show(number: number, pages: number, receivedAt: string, record: DocumentRecord, source: SourceCode | null): void;
  hide(number: number): void;
  clear(): void;
  count(): { readonly documents: number; readonly pages: number };
  /** Records of other repositories. */
  countRecords(): number;
};

function createShownDocuments(): ShownDocuments {
  const shown = new Map<number, ShownDocument>();
  const shared = createShared();
  let pagesShown = 0;
  let records = 0;

  const hide = (number: number) => {
    const before = shown.get(number);
    if (!before) return;
    pagesShown -= before.pages;
    if (before.source !== null) records -= 1;
    shown.delete(number);
  };
  return {
    get: (number) => shown.get(number),
    all: () => shown.values(),
    hide,
    show(number, pages, receivedAt, record, source) {
      hide(number);
      shown.set(number, { number, pages, source, receivedAtMs: Date.parse(receivedAt) || 0, ...shared(record) });
      pagesShown += pages;
      if (source !== null) records += 1;
    },
    clear() {
      shown.clear();
      pagesShown = 0;
      records = 0;
    },
    count: () => ({ documents: shown.size - records, pages: pagesShown }),
    countRecords: () => records,
  };
}

/** Reads what the file shows. */
export function loadShownDocuments(database: Database): ShownDocuments {
  const documents = createShownDocuments();
  const rows = database
    .prepare(`SELECT number, pages, received_at, record, source FROM documents WHERE state = 'shown'`)
    .all();
  for (const [number, pages, receivedAt, written, from] of rows) {
    const record = JSON.parse(String(written)) as DocumentRecord;
    const source = from === null ? null : (String(from) as SourceCode);
    documents.show(Number(number), Number(pages), String(receivedAt), record, source);
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
