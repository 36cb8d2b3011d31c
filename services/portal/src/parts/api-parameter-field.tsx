import type { ApiParameter } from '@diachi/web';

export type ApiParameterFieldProps = {
  readonly operationId: string;
  readonly parameter: ApiParameter;
  /** Stands for no choice. */
  readonly any: string;
  readonly required: string;
};

/** One parameter of a call, to be filled in: chosen where there are few values. */
export function ApiParameterField({ operationId, parameter, any, required }: ApiParameterFieldProps) {
  const { name, schema } = parameter;
  const description = parameter.description ?? descriptionOf(schema['items']);
  const id = `${operationId}-${name}`;
  const help = description === undefined ? undefined : `${id}-help`;
  const choices = choicesOf(schema) ?? choicesOf(schema['items']);
  const usual = schema['default'] === undefined ? undefined : String(schema['default']);
  const isNumber = schema['type'] === 'integer' || schema['type'] === 'number';
  return (
    <div class="field">
      <label for={id}>
        <code>{name}</code> {parameter.required && <span class="quiet">{required}</span>}
      </label>
      {choices ? (
        <select id={id} name={name} aria-describedby={help}>
          <option value="">{any}</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={name}
          type="text"
          inputMode={isNumber ? 'numeric' : undefined}
          placeholder={usual === '' ? undefined : usual}
          required={parameter.required}
          autocomplete="off"
          aria-describedby={help}
        />
      )}
      {description !== undefined && (
        <p id={help} class="help" lang="en">
          {description}
        </p>
      )}
    </div>
  );
}

/** Of a list, what each of its values is. */
function descriptionOf(schema: unknown): string | undefined {
  const { description } = (schema ?? {}) as { readonly description?: unknown };
  return typeof description === 'string' ? description : undefined;
}

function choicesOf(schema: unknown): readonly string[] | null {
  const choices = (schema as { readonly enum?: unknown } | undefined)?.enum;
  return Array.isArray(choices) ? choices.map(String) : null;
}
