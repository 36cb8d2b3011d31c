import { type DateRange, parseEdtf } from './edtf.ts';
import { Failure } from './failure.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './kind.ts';
import { type LibraryCode, parseLibraryCode } from './library.ts';

/** What the library says about a document. */
export type DocumentRecord = {
  readonly title: string;
  readonly library: LibraryCode;
  /** Empty when it belongs to no collection. */
  readonly collection: string;
  readonly kind: DocumentKind;
  /** EDTF level 0 or 1, as written; null when unknown. */
  readonly date: DateRange | null;
  /** Tesseract's codes joined with `+`, main language first: `vie`, `vie+fra`. */
  readonly language: string;
};

const MAX_TITLE = 500;
const MAX_COLLECTION = 200;

/** Reads a record from a form, a command or a manifest. Fails with `record.bad-…`, naming the field. */
export function parseRecord(raw: unknown): DocumentRecord {
  const fields = (raw ?? {}) as Record<string, unknown>;
  return {
    title: parseLine('title', fields['title'], 1, MAX_TITLE),
    library: parseLibraryCode(fields['library']),
    collection: parseLine('collection', fields['collection'] ?? '', 0, MAX_COLLECTION),
    kind: parseKind(fields['kind'] ?? 'other'),
    date: parseDate(fields['date']),
    language: parseLanguage(fields['language'] ?? 'vie'),
  };
}

function parseLine(field: string, raw: unknown, least: number, most: number): string {
  if (typeof raw !== 'string') throw bad(field, `The ${field} must be text.`);
  const line = raw
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (line.length >= least && line.length <= most) return line;
  throw bad(field, `The ${field} must have ${least} to ${most} characters.`);
}

function parseKind(raw: unknown): DocumentKind {
  const kind = DOCUMENT_KINDS.find((known) => known === raw);
  if (kind) return kind;
  throw bad('kind', `The kind must be one of ${DOCUMENT_KINDS.join(', ')}.`);
}

function parseDate(raw: unknown): DateRange | null {
  if (raw === null || raw === undefined || raw === '') return null;
  const text = typeof raw === 'object' ? (raw as { text?: unknown }).text : raw;
  if (typeof text !== 'string') throw bad('date', 'The date must be text.');
  return parseEdtf(text);
}

/** Languages the bundled OCR models read; others need the native program with their model installed. */
export function parseLanguage(raw: unknown): string {
  if (typeof raw === 'string' && /^[a-z]{3}(_[a-z]{3,4})?(\+[a-z]{3}(_[a-z]{3,4})?){0,3}$/.test(raw)) return raw;
  throw bad('language', 'The language must be codes like vie or vie+fra.');
}

const bad = (field: string, message: string) => new Failure('invalid', `record.bad-${field}`, message);
