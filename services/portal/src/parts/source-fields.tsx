import type { HarvestSource } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import { Field } from './field.tsx';

export type SourceFieldsProps = {
  readonly frame: Frame;
  /** Null for a new one. */
  readonly source: HarvestSource | null;
};

/** What is said of another repository, to be filled in. */
export function SourceFields({ frame: { messages }, source }: SourceFieldsProps) {
  const { harvest, required } = messages;
  return (
    <>
      {source === null && (
        <Field name="code" label={harvest.code} help={harvest.codeHelp} required={required} maxLength={32} />
      )}
      <Field name="name" label={harvest.name} value={source?.name} required={required} maxLength={200} />
      <Field
        name="address"
        label={harvest.address}
        help={harvest.addressHelp}
        value={source?.address}
        required={required}
        maxLength={1_000}
      />
      <Field
        name="metadataPrefix"
        label={harvest.format}
        help={harvest.formatHelp}
        value={source?.metadataPrefix}
        maxLength={100}
      />
      <Field name="set" label={harvest.set} help={harvest.setHelp} value={source?.set} maxLength={200} />
      <Field name="everyHours" label={harvest.everyHours} value={String(source?.everyHours ?? 24)} maxLength={4} />
      <div class="field is-check">
        <label class="choice">
          <input type="checkbox" name="isOn" value="true" checked={source?.isOn ?? true} /> {harvest.isOn}
        </label>
      </div>
    </>
  );
}
