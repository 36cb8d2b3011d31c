import { ACCESS_LEVELS } from './access-level.ts';
import { CREATOR_PARTS, CREATOR_PARTS_VI, type Creator } from './creator.ts';
import { type DateRange, parseEdtf } from './edtf.ts';
import { Failure } from './failure.ts';
import { DOCUMENT_KINDS } from './kind.ts';
import { parseLibraryCode } from './library.ts';
import { LICENCES, type Licence } from './licence.ts';
import type { DocumentRecord } from './record.ts';

const MAX_TITLE = 500;
const MAX_LINE = 200;
const MAX_TEXT = 5_000;
const MAX_ENTRIES = 50;

/**
 * Reads a record from a form, a command or a manifest. Lists may be written as lines; a creator's part stands after `|`. Fails with
 * `record.bad-…`, naming the field.
 */
export function parseRecord(raw: unknown): DocumentRecord {
  const fields = (raw ?? {}) as Record<string, unknown>;
  const line = (field: string, most = MAX_LINE) => parseLine(field, fields[field] ?? '', 0, most);
  const entries = (field: string) => parseEntries(field, fields[field]);
  return {
    title: parseLine('title', fields['title'], 1, MAX_TITLE),
    library: parseLibraryCode(fields['library']),
    collection: line('collection'),
    kind: parseChoice('kind', fields['kind'] ?? 'other', DOCUMENT_KINDS),
    date: parseDate(fields['date']),
    language: parseLanguage(fields['language'] ?? 'vie'),
    otherTitle: line('otherTitle', MAX_TITLE),
    englishTitle: line('englishTitle', MAX_TITLE),
    creators: entries('creators').map(parseCreator),
    publisher: line('publisher'),
    publicationPlace: line('publicationPlace'),
    series: line('series'),
    subjects: linesOf('subjects', entries('subjects')),
    places: linesOf('places', entries('places')),
    summary: parseText('summary', fields['summary']),
    englishSummary: parseText('englishSummary', fields['englishSummary']),
    extent: line('extent'),
    note: parseText('note', fields['note']),
    callNumber: line('callNumber'),
    isbn: parseNumber('isbn', fields['isbn'], /^(?:97[89])?\d{9}[\dX]$/),
    issn: parseNumber('issn', fields['issn'], /^\d{7}[\dX]$/).replace(/^(.{4})(.{4})$/, '$1-$2'),
    access: parseChoice('access', fields['access'] ?? 'open', ACCESS_LEVELS),
    embargoUntil: parseDay('embargoUntil', fields['embargoUntil']),
    licence: parseChoice('licence', fields['licence'] ?? 'unknown', Object.keys(LICENCES) as Licence[]),
    rightsHolder: line('rightsHolder'),
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

/** Text of several paragraphs: line breaks stay. */
function parseText(field: string, raw: unknown): string {
  if (raw === undefined || raw === null) return '';
  if (typeof raw !== 'string') throw bad(field, `The ${field} must be text.`);
  const text = raw
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => parseLine(field, line, 0, MAX_TEXT))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text.length <= MAX_TEXT) return text;
  throw bad(field, `The ${field} must have at most ${MAX_TEXT} characters.`);
}

function parseEntries(field: string, raw: unknown): readonly unknown[] {
  const entries = typeof raw === 'string' ? raw.split(/[\r\n]+/).filter((line) => line.trim() !== '') : (raw ?? []);
  if (!Array.isArray(entries)) throw bad(field, `The ${field} must be a list.`);
  if (entries.length <= MAX_ENTRIES) return entries;
  throw bad(field, `The ${field} must be at most ${MAX_ENTRIES}.`);
}

const linesOf = (field: string, entries: readonly unknown[]): readonly string[] => [
  ...new Set(entries.map((entry) => parseLine(field, entry, 1, MAX_LINE))),
];

function parseCreator(raw: unknown): Creator {
  const [name, part] = typeof raw === 'string' ? raw.split('|') : [(raw as Creator)?.name, (raw as Creator)?.part];
  return {
    name: parseLine('creators', name, 1, MAX_LINE),
    part: parseChoice('creators', partNamed(part ?? 'author'), CREATOR_PARTS),
  };
}

function partNamed(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  const written = raw.normalize('NFC').trim().toLowerCase();
  return CREATOR_PARTS.find((part) => CREATOR_PARTS_VI[part] === written) ?? written;
}

function parseChoice<const Choice extends string>(field: string, raw: unknown, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === raw);
  if (choice) return choice;
  throw bad(field, `The ${field} must be one of ${choices.join(', ')}.`);
}

function parseNumber(field: string, raw: unknown, form: RegExp): string {
  const number = parseLine(field, raw ?? '', 0, MAX_LINE)
    .replace(/[\s-]/g, '')
    .toUpperCase();
  if (number === '' || form.test(number)) return number;
  throw bad(field, `That is not an ${field.toUpperCase()}.`);
}

function parseDay(field: string, raw: unknown): string | null {
  if (raw === undefined || raw === null || raw === '') return null;
  const isDay = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw);
  const day = isDay ? new Date(`${raw}T00:00:00Z`) : null;
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(raw as string)) return raw as string;
  throw bad(field, `The ${field} must be a day like 2030-01-31.`);
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
