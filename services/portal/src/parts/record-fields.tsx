import { DOCUMENT_KINDS, type DocumentRecord, type Library } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import { Field } from './field.tsx';

export type RecordFieldsProps = {
  readonly frame: Frame;
  readonly libraries: readonly Library[];
  readonly collections: readonly string[];
  /** Null for a new document, whose title may be left to its file's name. */
  readonly record: DocumentRecord | null;
};

/** What the library says about a document, to be filled in. */
export function RecordFields({ frame: { messages }, libraries, collections, record }: RecordFieldsProps) {
  const { fields } = messages.document;
  const { upload } = messages;
  const language = record?.language ?? 'vie';
  const languages = Object.keys(upload.languageChoices);
  return (
    <>
      <Field
        name="title"
        label={fields.title}
        help={record ? undefined : upload.titleHelp}
        value={record?.title}
        required={record ? messages.required : undefined}
        maxLength={500}
      />
      <div class="field">
        <label for="library">{fields.library}</label>
        <select id="library" name="library">
          {libraries.map(({ code, name }) => (
            <option key={code} value={code} selected={code === record?.library}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Field
        name="collection"
        label={fields.collection}
        help={upload.collectionHelp}
        value={record?.collection}
        list="collections"
        maxLength={200}
      />
      <datalist id="collections">
        {collections.map((collection) => (
          <option key={collection} value={collection} />
        ))}
      </datalist>
      <div class="field">
        <label for="kind">{fields.kind}</label>
        <select id="kind" name="kind">
          {DOCUMENT_KINDS.map((kind) => (
            <option key={kind} value={kind} selected={kind === (record?.kind ?? 'other')}>
              {messages.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      <Field name="date" label={fields.date} help={upload.dateHelp} value={record?.date?.text} maxLength={60} />
      <div class="field">
        <label for="language">{fields.language}</label>
        <select id="language" name="language" aria-describedby="language-help">
          {(languages.includes(language) ? languages : [language, ...languages]).map((code) => (
            <option key={code} value={code} selected={code === language}>
              {upload.languageChoices[code] ?? code}
            </option>
          ))}
        </select>
        <p id="language-help" class="help">
          {upload.languageHelp}
        </p>
      </div>
    </>
  );
}
