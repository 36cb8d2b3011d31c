export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'password';
  /** The words that say it must be filled in; not required without them. */
  readonly required?: string | undefined;
  readonly list?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly autocomplete?: string;
};

/** One line to fill in, with what it is called and how. */
export function Field({ name, label, help, type = 'text', required, autocomplete = 'off', list, ...rest }: FieldProps) {
  const input = {
    id: name,
    name,
    required: required !== undefined,
    autocomplete,
    'aria-describedby': help ? `${name}-help` : undefined,
    ...rest,
  };
  return (
    <div class="field">
      <label for={name}>
        {label} {required && <span class="quiet">{required}</span>}
      </label>
      {type === 'password' && <input type="password" {...input} />}
      {type === 'text' && (list ? <input type="text" list={list} {...input} /> : <input type="text" {...input} />)}
      {help && (
        <p id={`${name}-help`} class="help">
          {help}
        </p>
      )}
    </div>
  );
}
