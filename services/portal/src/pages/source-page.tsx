import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Layout } from '../parts/layout.tsx';
import { SourceFields } from '../parts/source-fields.tsx';
import type { ToldSource } from '../portal-tools.ts';
import { type RefusedSource, sourceValues } from '../refused-source.ts';

export type SourcePageProps = {
  readonly frame: Frame;
  readonly told: ToldSource;
  /** What was written in the form and could not be taken; null when there is nothing to complain of. */
  readonly refused: RefusedSource | null;
};

/** Another repository, to be changed or removed. */
export function SourcePage({ frame, told: { source, records }, refused }: SourcePageProps) {
  const { messages, visitor, write } = frame;
  const { harvest } = messages;
  const action = `/api/harvest/${source.code}`;
  return (
    <Layout frame={frame} title={harvest.changeTitle(source.name)} kind="harvest">
      <p>
        <a href="/harvest">← {harvest.back}</a>
      </p>
      <h1>{harvest.changeTitle(source.name)}</h1>
      {refused && (
        <p class="notice is-bad" role="alert">
          {messages.edit.refused}
        </p>
      )}
      <form class="narrow" method="post" action={action}>
        <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
        <input type="hidden" name="next" value="/harvest" />
        <SourceFields frame={frame} known={sourceValues(source)} refused={refused} />
        <div class="actions">
          <button type="submit">{harvest.save}</button>
          <a class="button is-quiet" href="/harvest">
            {messages.cancel}
          </a>
        </div>
      </form>
      <section aria-labelledby="remove">
        <h2 id="remove">{harvest.removeTitle}</h2>
        <p>{harvest.removeLead(write.number(records))}</p>
        <details class="danger-zone">
          <summary>{harvest.remove}</summary>
          <form method="post" action={`${action}/remove`}>
            <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
            <input type="hidden" name="next" value="/harvest" />
            <p>{harvest.removeQuestion(source.name)}</p>
            <button type="submit" class="danger">
              {harvest.removeButton}
            </button>
          </form>
        </details>
      </section>
    </Layout>
  );
}
