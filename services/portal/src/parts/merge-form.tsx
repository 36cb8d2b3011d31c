import type { DocumentId } from '@diachi/domain';
import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Field } from './field.tsx';

export type MergeFormProps = { readonly frame: Frame; readonly id: DocumentId };

/** Where an administrator says which other document takes the place of this one. */
export function MergeForm({ frame: { messages, visitor }, id }: MergeFormProps) {
  const { document } = messages;
  return (
    <details class="danger-zone">
      <summary>{document.merge}</summary>
      <form method="post" action={`/api/documents/${id}/merge`}>
        <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
        <Field name="into" label={document.mergeInto} help={document.mergeHelp} required={messages.required} />
        <p>{document.mergeQuestion}</p>
        <button type="submit" class="danger">
          {document.mergeConfirm}
        </button>
      </form>
    </details>
  );
}
