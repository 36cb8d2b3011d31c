import { Failure } from '@diachi/domain';
import type { MarcDataField, MarcRecord } from './marc-record.ts';

const FIELD_END = 0x1e;
const RECORD_END = 0x1d;
const SUBFIELD = '\x1f';
const LEADER_BYTES = 24;
const ENTRY_BYTES = 12;
const MOST_RECORD_BYTES = 99_999;
const MOST_FIELD_BYTES = 9_999;
/** Notes may be said in several fields. */
const SPLITTABLE = /^5\d\d$/;

/**
 * A MARC record in ISO 2709:2008, UTF-8 (leader/09 `a`). A field has room for 9,999 bytes and a record for 99,999: longer notes are told in
 * several fields, cut between words; what is still too long fails with `record.marc-too-long`. MARCXML knows no such limit.
 */
export function writeIso2709({ leader, controlFields, dataFields }: MarcRecord): Uint8Array {
  const encoder = new TextEncoder();
  const fields = [
    ...controlFields.map(({ tag, value }) => ({ tag, bytes: encoder.encode(value) })),
    ...dataFields.flatMap(cutLongNote).map((one) => ({ tag: one.tag, bytes: encoder.encode(fieldText(one)) })),
  ];

  const baseBytes = LEADER_BYTES + fields.length * ENTRY_BYTES + 1;
  const totalBytes = fields.reduce((sum, { bytes }) => sum + bytes.length + 1, baseBytes) + 1;
  if (totalBytes > MOST_RECORD_BYTES) throw tooLong('record', totalBytes, MOST_RECORD_BYTES);

  const record = new Uint8Array(totalBytes);
  const directory: string[] = [];
  let at = baseBytes;
  for (const { tag, bytes } of fields) {
    const length = bytes.length + 1;
    if (length > MOST_FIELD_BYTES) throw tooLong(tag, length, MOST_FIELD_BYTES);
    directory.push(`${tag}${digits(length, 4)}${digits(at - baseBytes, 5)}`);
    record.set(bytes, at);
    record[at + bytes.length] = FIELD_END;
    at += length;
  }
  const head = `${digits(totalBytes, 5)}${leader.slice(5, 12)}${digits(baseBytes, 5)}${leader.slice(17)}`;
  record.set(encoder.encode(head + directory.join('')), 0);
  record[baseBytes - 1] = FIELD_END;
  record[totalBytes - 1] = RECORD_END;
  return record;
}

const fieldText = ({ indicators, subfields }: MarcDataField): string =>
  indicators + subfields.map(({ code, value }) => `${SUBFIELD}${code}${value}`).join('');

const digits = (count: number, places: number) => String(count).padStart(places, '0');

/** Characters of a piece that is never too long, whatever they are: three bytes each, most often. */
const PIECE_CHARACTERS = 3_000;

function cutLongNote(note: MarcDataField): readonly MarcDataField[] {
  const [only, ...more] = note.subfields;
  if (!SPLITTABLE.test(note.tag) || !only || more.length > 0 || only.value.length <= PIECE_CHARACTERS) return [note];
  const cut = only.value.lastIndexOf(' ', PIECE_CHARACTERS);
  if (cut <= 0) return [note];
  const piece = (value: string): MarcDataField => ({ ...note, subfields: [{ code: only.code, value }] });
  return [piece(only.value.slice(0, cut)), ...cutLongNote(piece(only.value.slice(cut + 1)))];
}

const tooLong = (what: string, bytes: number, most: number) =>
  new Failure(
    'invalid',
    'record.marc-too-long',
    `This record does not fit into ISO 2709: ${what} has ${bytes} bytes of ${most}. Take it as MARCXML.`,
    { details: { what, bytes, most } },
  );
