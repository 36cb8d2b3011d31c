import { DOCUMENT_KINDS, type Library } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import type { RecordField, RecordValues } from '../record-values.ts';
import { Choice } from './choice.tsx';
import { Field } from './field.tsx';
import { type FieldOf, MoreFields } from './more-fields.tsx';

export type RecordFieldsProps = {
  readonly frame: Frame;
  readonly libraries: readonly Library[];
  readonly collections: readonly string[];
  /** Null for a new document, whose title may be left to its file's name. */
  readonly values: RecordValues | null;
  /** Why what was written in a field cannot be taken. */
  readonly problems?: Readonly<Partial<RecordValues>>;
  /** Words for what the library keeps, where it is not what was written. */
  readonly kept?: Readonly<Partial<RecordValues>>;
};

/** What the library says about a document, to be filled in. */
export function RecordFields(props: RecordFieldsProps) {
  const { frame, libraries, collections, values, problems = {}, kept = {} } = props;
  const { messages } = frame;
  const { upload } = messages;
  const { languageChoices } = upload;
  const language = values?.language ?? 'vie';
  const languages = Object.keys(languageChoices);
  const field: FieldOf = (name: RecordField) => ({
    name,
    label: messages.document.fields[name],
    value: values?.[name],
    problem: problems[name],
    kept: kept[name],
  });
  return (
    <>
      <Field
        {...field('title')}
        help={values ? undefined : upload.titleHelp}
        required={values ? messages.required : undefined}
        maxLength={500}
      />
      <Choice {...field('library')} choices={libraries.map(({ code, name }) => ({ value: code, label: name }))} />
      <Field {...field('collection')} help={upload.collectionHelp} list="collections" maxLength={200} />
      <datalist id="collections">
        {collections.map((collection) => (
          <option key={collection} value={collection} />
        ))}
      </datalist>
      <Choice
        {...field('kind')}
        value={values?.kind ?? 'other'}
        choices={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: messages.kinds[kind] }))}
      />
      <Field {...field('date')} help={upload.dateHelp} maxLength={60} />
      <Choice
        {...field('language')}
        value={language}
        help={upload.languageHelp}
        choices={(languages.includes(language) ? languages : [language, ...languages]).map((code) => ({
          value: code,
          label: languageChoices[code] ?? code,
        }))}
      />
      <MoreFields {...props} field={field} />
    </>
  );
}
