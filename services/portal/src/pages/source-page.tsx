import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Layout } from '../parts/layout.tsx';
import { SourceFields } from '../parts/source-fields.tsx';
import type { ToldSource } from '../portal-tools.ts';

export type SourcePageProps = { readonly frame: Frame; readonly told: ToldSource };

/** Another repository, to be changed or removed. */
export function SourcePage({ frame, told: { source, records } }: SourcePageProps) {
  const { messages, visitor, write } = frame;
  const { harvest } = messages;
  const action = `/api/harvest/${source.code}`;
  return (
    <Layout frame={frame} title={harvest.changeTitle(source.name)} kind="harvest">
      <p>
        <a href="/harvest">← {harvest.back}</a>
      </p>
      <h1>{harvest.changeTitle(source.name)}</h1>
      <form class="narrow" method="post" action={action}>
        <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
        <input type="hidden" name="next" value="/harvest" />
        <SourceFields frame={frame} source={source} />
        <button type="submit">{harvest.save}</button>
      </form>
      <section aria-labelledby="remove">
        <h2 id="remove">{harvest.removeTitle(source.name)}</h2>
        <p>{harvest.removeLead(write.number(records))}</p>
        <form method="post" action={`${action}/remove`}>
          <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
          <input type="hidden" name="next" value="/harvest" />
          <button type="submit" class="danger">
            {harvest.removeButton}
          </button>
        </form>
      </section>
    </Layout>
  );
}
