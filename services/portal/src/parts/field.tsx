import { describedBy, FieldNotes, type FieldNotesProps } from './field-notes.tsx';

export type FieldProps = FieldNotesProps & {
  readonly label: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'password' | 'date';
  /** The words that say it must be filled in; not required without them. */
  readonly required?: string | undefined;
  readonly list?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly autocomplete?: string;
};

/** One line to fill in, with what it is called and how. */
export function Field(props: FieldProps) {
  const { name, label, help, problem, kept, type = 'text', required, autocomplete = 'off', list, ...rest } = props;
  const notes = { name, help, problem, kept };
  const input = {
    id: name,
    name,
    required: required !== undefined,
    autocomplete,
    'aria-describedby': describedBy(notes),
    ...(problem && ({ 'aria-invalid': 'true' } as const)),
    ...rest,
  };
  return (
    <div class="field">
      <label for={name}>
        {label} {required && <span class="quiet">{required}</span>}
      </label>
      {type === 'password' && <input type="password" {...input} />}
      {type === 'date' && <input type="date" {...input} />}
      {type === 'text' && (list ? <input type="text" list={list} {...input} /> : <input type="text" {...input} />)}
      <FieldNotes {...notes} />
    </div>
  );
}
