import type { Frame } from '../frame.ts';
import type { ToldSource } from '../portal-tools.ts';
import { HarvestReports } from './harvest-reports.tsx';
import { LongWorkProgress } from './long-work-progress.tsx';
import { PostButton } from './post-button.tsx';

export type SourceItemProps = { readonly frame: Frame; readonly told: ToldSource };

/** Another repository: what it is, how its harvests went or goes, and what can be done with it. */
export function SourceItem({ frame, told }: SourceItemProps) {
  const { messages, write } = frame;
  const { harvest } = messages;
  const { source, state, records, progress } = told;
  const isRunning = progress?.isRunning === true;
  return (
    <section class="harvest-source" aria-labelledby={`source-${source.code}`}>
      <h2 id={`source-${source.code}`}>
        {source.name} {!source.isOn && <span class="tag">{harvest.off}</span>}
      </h2>
      <p class="quiet">
        <code>{source.code}</code> · {harvest.records(write.number(records))} ·{' '}
        {source.isOn && `${harvest.every(write.number(source.everyHours))} · `}
        <span class="long">{source.address}</span>
      </p>
      {isRunning && <LongWorkProgress frame={frame} work={progress} title={harvest.running} />}
      {!isRunning && state.place && <p class="notice">{harvest.waiting}</p>}
      <SourceActions frame={frame} told={told} isRunning={isRunning} />
      <HarvestReports frame={frame} reports={state.reports} source={source} />
    </section>
  );
}

/** One that is being harvested can be switched off or removed all the same. */
function SourceActions({ frame, told: { source }, isRunning }: SourceItemProps & { readonly isRunning: boolean }) {
  const { harvest } = frame.messages;
  const { isOn, code, ...kept } = source;
  const said = Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
  const about = source.name;
  const start = { frame, about, action: `/api/harvest/${code}/start` };
  return (
    <div class="actions">
      {!isRunning && <PostButton {...start} label={harvest.now} />}
      {!isRunning && <PostButton {...start} label={harvest.whole} fields={{ isWhole: 'true' }} />}
      <PostButton
        frame={frame}
        about={about}
        action={`/api/harvest/${code}`}
        label={isOn ? harvest.turnOff : harvest.turnOn}
        fields={{ ...said, isOn: String(!isOn) }}
      />
      <a class="button is-quiet" href={`/harvest/${code}`}>
        {harvest.change}
        <span class="visually-hidden">: {about}</span>
      </a>
    </div>
  );
}
