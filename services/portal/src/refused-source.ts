import type { FailureNote, HarvestSource } from '@diachi/domain';

/** What is said of another repository, as it is written in a form. */
export type SourceValues = {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly metadataPrefix: string;
  readonly set: string;
  readonly everyHours: string;
  readonly isOn: boolean;
};

type SourceField = Exclude<keyof SourceValues, 'isOn'>;

/** A form for a repository that could not be taken: everything written in it, and which field is to be put right. */
export type RefusedSource = {
  readonly written: SourceValues;
  readonly field: SourceField;
  readonly note: FailureNote;
};

export const NEW_SOURCE: SourceValues = {
  code: '',
  name: '',
  address: '',
  metadataPrefix: '',
  set: '',
  everyHours: '24',
  isOn: true,
};

export const sourceValues = ({ everyHours, ...source }: HarvestSource): SourceValues => ({
  ...source,
  everyHours: String(everyHours),
});

/** What was written in a form that was refused for what it says; null when it was refused for something else. */
export function refusedSource(
  told: FailureNote,
  body: Readonly<Record<string, unknown>>,
  code = textIn(body['code']),
): RefusedSource | null {
  // What is no number at all is refused before anybody knows of hours.
  const isNoNumber = told.code === 'input.bad-form' && told.details['field'] === 'everyHours';
  const note = isNoNumber ? { ...told, code: 'repository.bad-hours' } : told;
  const field = FIELDS.get(note.code);
  if (!field) return null;
  const written = {
    code,
    name: textIn(body['name']),
    address: textIn(body['address']),
    metadataPrefix: textIn(body['metadataPrefix']),
    set: textIn(body['set']),
    everyHours: textIn(body['everyHours']),
    isOn: textIn(body['isOn']) === 'true',
  };
  return { note, field, written };
}

/** The field a failure complains of. */
const FIELDS: ReadonlyMap<string, SourceField> = new Map([
  ['repository.bad-code', 'code'],
  ['repository.exists', 'code'],
  ['repository.bad-name', 'name'],
  ['repository.bad-address', 'address'],
  ['repository.bad-format', 'metadataPrefix'],
  ['repository.bad-set', 'set'],
  ['repository.bad-hours', 'everyHours'],
]);

const textIn = (raw: unknown): string => (typeof raw === 'string' ? raw : '');
