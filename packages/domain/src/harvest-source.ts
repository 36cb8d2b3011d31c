import { Failure } from './failure.ts';

declare const brand: unique symbol;

/** Short name of another repository whose records are taken in: `thu-vien-tinh-ban`. Written as the code of a library is. */
export type SourceCode = string & { readonly [brand]: 'SourceCode' };

/** Another repository whose records are taken in by OAI-PMH 2.0. */
export type HarvestSource = {
  readonly code: SourceCode;
  /** What people know it by; stands beside each of its records. */
  readonly name: string;
  /** Its base URL, http(s). */
  readonly address: string;
  /** The format it is asked for; empty when the best of those it offers is to be chosen. */
  readonly metadataPrefix: string;
  /** The one set that is taken; empty for everything. */
  readonly set: string;
  readonly everyHours: number;
  /** Whether it is harvested by itself. */
  readonly isOn: boolean;
};

const CODE = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
/** Source: OAI-PMH.xsd, `metadataPrefixType` and `setSpecType`. */
const PREFIX = /^[A-Za-z0-9\-_.!~*'()]{0,100}$/;
const SET = /^(?:[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*)?$/;
const MOST_HOURS = 24 * 366;
const MAX_NAME = 200;
const MAX_ADDRESS = 1_000;

/** Fails with `repository.bad-code`. */
export function parseSourceCode(raw: unknown): SourceCode {
  // “ours” names the library itself where sources are chosen.
  if (typeof raw === 'string' && CODE.test(raw) && raw !== 'ours') return raw as SourceCode;
  throw new Failure(
    'invalid',
    'repository.bad-code',
    'The code of a source has up to 32 small letters without marks, digits or hyphens: kho-ban.',
  );
}

/** Reads a source from a form or a program. Fails with `repository.bad-…`, naming the field. */
export function parseHarvestSource(raw: unknown): HarvestSource {
  const fields = (raw ?? {}) as Record<string, unknown>;
  return {
    code: parseSourceCode(textIn(fields['code'])),
    name: parseName(textIn(fields['name'])),
    address: parseAddress(textIn(fields['address'])),
    metadataPrefix: parseForm('format', textIn(fields['metadataPrefix']), PREFIX),
    set: parseForm('set', textIn(fields['set']), SET),
    everyHours: parseHours(fields['everyHours'] ?? 24),
    isOn: [true, 'true', 'on', 'yes'].includes(fields['isOn'] as string | boolean),
  };
}

const textIn = (raw: unknown): string => (typeof raw === 'string' ? raw.normalize('NFC').trim() : '');

function parseName(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (line.length >= 1 && line.length <= MAX_NAME) return line;
  throw new Failure('invalid', 'repository.bad-name', `The name of a source has 1 to ${MAX_NAME} characters.`);
}

function parseAddress(written: string): string {
  const url = written.length <= MAX_ADDRESS ? URL.parse(written) : null;
  const isUsable = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  // Some repositories have a query of their own in it; what comes behind # is never sent.
  if (isUsable && url.hash === '') return url.href;
  throw new Failure(
    'invalid',
    'repository.bad-address',
    'The address of a source is that of its OAI-PMH, such as https://kho.example.vn/oai.',
  );
}

function parseForm(field: 'format' | 'set', written: string, form: RegExp): string {
  if (written.length <= 200 && form.test(written)) return written;
  throw field === 'format'
    ? new Failure('invalid', 'repository.bad-format', 'That cannot be the prefix of a format of OAI-PMH.')
    : new Failure('invalid', 'repository.bad-set', 'That cannot be a set of OAI-PMH.');
}

function parseHours(raw: unknown): number {
  const hours = Number(raw);
  if (Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS) return hours;
  throw new Failure('invalid', 'repository.bad-hours', `A source is harvested every 1 to ${MOST_HOURS} hours.`);
}
