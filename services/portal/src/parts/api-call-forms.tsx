import type { ApiOperation, ApiParameter } from '@diachi/web';
import { sampleBody } from '../api/sample-body.ts';
import type { Frame } from '../frame.ts';
import { ApiParameterField } from './api-parameter-field.tsx';

export type CallFormProps = { readonly frame: Frame; readonly operation: ApiOperation };

/** A question to be tried: a plain form that leads to the answer; with script, the answer stands below it. */
export function QuestionForm({ frame, operation }: CallFormProps) {
  const { operationId, responses } = operation;
  // An answer that goes on without an end is for another page.
  const isWhole = JSON.stringify(responses['200'] ?? '').includes('application/json');
  return (
    <form
      class="api-call"
      method="get"
      action="/api/docs/call"
      {...(isWhole && { 'data-try': '', 'data-away': frame.messages.programs.api.away })}
    >
      <input type="hidden" name="operation" value={operationId} />
      <Parameters frame={frame} operation={operation} isShown={({ in: place }) => place !== 'header'} />
      <CallButton frame={frame} operation={operation} label={frame.messages.programs.api.call} />
    </form>
  );
}

/** A change to be tried by whoever is signed in, on the library itself. It needs script, and is not there before that has come. */
export function ChangeForm({
  frame,
  operation,
  path,
  method,
}: CallFormProps & { readonly path: string; readonly method: string }) {
  const words = frame.messages.programs.api;
  const id = `${operation.operationId}-body`;
  return (
    <form
      class="api-call"
      hidden
      data-try=""
      data-method={method.toUpperCase()}
      data-path={path}
      data-csrf={frame.visitor.csrfToken}
      data-away={words.away}
    >
      <p class="notice">{words.forReal}</p>
      <Parameters frame={frame} operation={operation} isShown={() => true} />
      <div class="field is-wide">
        <label for={id}>{words.body}</label>
        <textarea id={id} name="body" class="code" rows={5} spellcheck={false}>
          {sampleBody(operation)}
        </textarea>
      </div>
      <CallButton frame={frame} operation={operation} label={words.send} />
    </form>
  );
}

function Parameters({
  frame,
  operation: { operationId, parameters = [] },
  isShown,
}: CallFormProps & { readonly isShown: (parameter: ApiParameter) => boolean }) {
  return (
    <>
      {parameters.filter(isShown).map((parameter) => (
        <ApiParameterField
          key={parameter.name}
          operationId={operationId}
          parameter={parameter}
          any={frame.messages.programs.api.any}
          required={frame.messages.required}
        />
      ))}
    </>
  );
}

function CallButton({ frame, operation: { summary }, label }: CallFormProps & { readonly label: string }) {
  return (
    <>
      <button type="submit">
        {label}
        <span class="visually-hidden" lang="en">
          : {summary}
        </span>
      </button>
      <p role="status" />
      <textarea
        class="code is-wide"
        data-answer=""
        aria-label={frame.messages.programs.api.answer}
        rows={16}
        hidden
        readOnly
        spellcheck={false}
      />
    </>
  );
}
