import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { HarvestReports } from '../parts/harvest-reports.tsx';
import { Layout } from '../parts/layout.tsx';
import { LongWorkProgress } from '../parts/long-work-progress.tsx';
import { PostButton } from '../parts/post-button.tsx';
import { SourceFields } from '../parts/source-fields.tsx';
import type { ToldSource } from '../portal-tools.ts';

export type HarvestPageProps = { readonly frame: Frame; readonly sources: readonly ToldSource[] };

/** Other repositories whose records are taken in. A plain page that a script keeps up to date. */
export function HarvestPage({ frame, sources }: HarvestPageProps) {
  const { harvest } = frame.messages;
  return (
    <Layout frame={frame} title={harvest.title} kind="harvest" islands={['live']}>
      <h1>{harvest.title}</h1>
      <p class="lead">{harvest.lead}</p>
      <div data-live="harvest">
        {sources.length === 0 && <p class="empty">{harvest.none}</p>}
        {sources.map((told) => (
          <SourceItem key={told.source.code} frame={frame} told={told} />
        ))}
      </div>
      <section aria-labelledby="add">
        <h2 id="add">{harvest.add}</h2>
        <form class="narrow" method="post" action="/api/harvest">
          <input type="hidden" name={CSRF_FIELD} value={frame.visitor.csrfToken} />
          <input type="hidden" name="next" value="/harvest" />
          <SourceFields frame={frame} source={null} />
          <button type="submit">{harvest.addButton}</button>
        </form>
      </section>
    </Layout>
  );
}

type SourceItemProps = { readonly frame: Frame; readonly told: ToldSource };

function SourceItem({ frame, told }: SourceItemProps) {
  const { messages, write } = frame;
  const { harvest } = messages;
  const { source, state, records, progress } = told;
  const start = `/api/harvest/${source.code}/start`;
  const { isOn, ...kept } = source;
  const said = Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
  return (
    <section class="harvest-source" aria-labelledby={`source-${source.code}`}>
      <h2 id={`source-${source.code}`}>
        {source.name} {!isOn && <span class="tag">{harvest.off}</span>}
      </h2>
      <p class="quiet">
        <code>{source.code}</code> · {harvest.records(write.number(records))} ·{' '}
        <span class="long">{source.address}</span>
      </p>
      {progress?.isRunning ? (
        <LongWorkProgress frame={frame} work={progress} title={harvest.running} />
      ) : (
        <>
          {state.place && <p class="notice">{harvest.waiting}</p>}
          <div class="actions">
            <PostButton frame={frame} action={start} label={harvest.now} about={source.name} />
            <PostButton
              frame={frame}
              action={start}
              label={harvest.whole}
              about={source.name}
              fields={{ isWhole: 'true' }}
            />
            <PostButton
              frame={frame}
              action={`/api/harvest/${source.code}`}
              label={isOn ? harvest.turnOff : harvest.turnOn}
              about={source.name}
              fields={{ ...said, isOn: String(!isOn) }}
            />
            <a class="button is-quiet" href={`/harvest/${source.code}`}>
              {harvest.change}
              <span class="visually-hidden">: {source.name}</span>
            </a>
          </div>
        </>
      )}
      <HarvestReports frame={frame} reports={state.reports} about={source.name} />
    </section>
  );
}
