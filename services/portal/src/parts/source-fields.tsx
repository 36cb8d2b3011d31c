import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';
import { NEW_SOURCE, type RefusedSource, type SourceValues } from '../refused-source.ts';
import { Field } from './field.tsx';

export type SourceFieldsProps = {
  readonly frame: Frame;
  /** Null for a new one. */
  readonly known: SourceValues | null;
  /** What was written and could not be taken; null when there is nothing to complain of. */
  readonly refused: RefusedSource | null;
};

/** What is said of another repository, to be filled in. */
export function SourceFields({ frame: { messages, language }, known, refused }: SourceFieldsProps) {
  const { harvest, required } = messages;
  const { isOn, ...values } = refused?.written ?? known ?? NEW_SOURCE;
  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    problem: refused?.field === name ? failureText(refused.note, language) : undefined,
  });
  return (
    <>
      {known === null && (
        <Field {...field('code')} label={harvest.code} help={harvest.codeHelp} required={required} maxLength={32} />
      )}
      <Field {...field('name')} label={harvest.name} help={harvest.nameHelp} required={required} maxLength={200} />
      <Field
        {...field('address')}
        label={harvest.address}
        help={harvest.addressHelp}
        required={required}
        maxLength={1_000}
      />
      <Field {...field('metadataPrefix')} label={harvest.format} help={harvest.formatHelp} maxLength={100} />
      <Field {...field('set')} label={harvest.set} help={harvest.setHelp} maxLength={200} />
      <Field {...field('everyHours')} label={harvest.everyHours} maxLength={4} />
      <div class="field is-check">
        <label class="choice">
          <input type="checkbox" name="isOn" value="true" checked={isOn} /> {harvest.isOn}
        </label>
      </div>
    </>
  );
}
