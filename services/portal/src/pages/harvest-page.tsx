import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Layout } from '../parts/layout.tsx';
import { SourceFields } from '../parts/source-fields.tsx';
import { SourceItem } from '../parts/source-item.tsx';
import type { ToldSource } from '../portal-tools.ts';
import type { RefusedSource } from '../refused-source.ts';

export type HarvestPageProps = {
  readonly frame: Frame;
  readonly sources: readonly ToldSource[];
  /** A new one that could not be added; null when there is nothing to complain of. */
  readonly refused: RefusedSource | null;
  /** What else was asked for and could not be done; null when there is nothing to tell. */
  readonly problem: string | null;
};

/** Other repositories whose records are taken in. A plain page that a script keeps up to date. */
export function HarvestPage({ frame, sources, refused, problem }: HarvestPageProps) {
  const { messages } = frame;
  const { harvest } = messages;
  const complaint = refused ? messages.edit.refused : problem;
  const list = (
    <div data-live="harvest" data-live-at={frame.address}>
      {sources.length === 0 && <p class="empty">{harvest.none}</p>}
      {sources.map((told) => (
        <SourceItem key={told.source.code} frame={frame} told={told} />
      ))}
    </div>
  );
  return (
    <Layout frame={frame} title={harvest.title} kind="harvest" islands={['live']}>
      <h1>{harvest.title}</h1>
      <p class="lead">{harvest.lead}</p>
      {complaint && (
        <p class="notice is-bad" role="alert">
          {complaint}
        </p>
      )}
      {!refused && list}
      <section aria-labelledby="add">
        <h2 id="add">{harvest.add}</h2>
        <form class="narrow" method="post" action="/api/harvest">
          <input type="hidden" name={CSRF_FIELD} value={frame.visitor.csrfToken} />
          <input type="hidden" name="next" value="/harvest" />
          <SourceFields frame={frame} known={null} refused={refused} />
          <button type="submit">{harvest.addButton}</button>
        </form>
      </section>
      {/* What is to be put right comes before what there is already. */}
      {refused && list}
    </Layout>
  );
}
