import { describedBy, FieldNotes, type FieldNotesProps } from './field-notes.tsx';

export type TextAreaProps = FieldNotesProps & {
  readonly label: string;
  readonly value?: string | undefined;
  readonly rows: number;
  readonly maxLength?: number;
};

/** Several lines to fill in, with what they are called and how. */
export const TextArea = ({ label, value, rows, maxLength, ...notes }: TextAreaProps) => (
  <div class="field">
    <label for={notes.name}>{label}</label>
    <textarea
      id={notes.name}
      name={notes.name}
      rows={rows}
      maxLength={maxLength}
      autocomplete="off"
      aria-describedby={describedBy(notes)}
      aria-invalid={notes.problem ? 'true' : undefined}
    >
      {value ?? ''}
    </textarea>
    <FieldNotes {...notes} />
  </div>
);
