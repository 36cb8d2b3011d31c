import { DOCUMENT_STATES } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { ComponentChildren } from 'preact';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { DescriptionList } from '../parts/description-list.tsx';
import { DeskLinks, type DeskLinksProps } from '../parts/desk-links.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Layout } from '../parts/layout.tsx';
import { LostOriginals } from '../parts/lost-originals.tsx';
import { PostButton } from '../parts/post-button.tsx';
import { StepProgress } from '../parts/step-progress.tsx';
import type { Standing, WorkLine, WorkReport } from '../portal-tools.ts';

export type WorkPageProps = {
  readonly frame: Frame;
  readonly report: WorkReport;
  /** What is wrong with files; left out where it is not known. */
  readonly damage?: Standing | undefined;
} & DeskLinksProps;

/** Everything in work, failed or refused. A plain page that a script keeps up to date. */
export function WorkPage({ frame, report: { totals, documents }, damage, queueAddress }: WorkPageProps) {
  const { messages, write } = frame;
  const { work } = messages;
  const inWork = documents.filter((line) => line.isInWork);
  const refused = documents.filter(({ state }) => state === 'refused');
  // A published one too: reading it again may have failed.
  const failed = documents.filter(({ state, failure }) => state !== 'refused' && failure !== null);
  return (
    <Layout frame={frame} title={work.title} kind="work" islands={['live']}>
      <h1>{work.title}</h1>
      <DeskLinks frame={frame} queueAddress={queueAddress} />
      <div data-live="work">
        <Held frame={frame} totals={totals} />
        {damage && <LostOriginals frame={frame} damage={damage} />}
        <section aria-labelledby="in-work">
          <h2 id="in-work">
            {work.running} <span class="quiet">{write.number(totals.inWork)}</span>
          </h2>
          {inWork.length === 0 && <p class="quiet">{work.nothing}</p>}
          <ul class="work-list">
            {inWork.map((line) => (
              <WorkItem key={line.id} frame={frame} line={line}>
                <StepProgress frame={frame} steps={line.steps} forecastSeconds={line.forecastSeconds} />
              </WorkItem>
            ))}
          </ul>
        </section>
        <Broken
          frame={frame}
          id="failed"
          title={work.failed}
          count={Math.max(totals.documents.failed, failed.length)}
          lines={failed}
          empty={work.nothingFailed}
        />
        {refused.length > 0 && (
          <Broken frame={frame} id="refused" title={work.refused} count={totals.documents.refused} lines={refused} />
        )}
        <section aria-labelledby="counts">
          <h2 id="counts">{work.counts}</h2>
          <DescriptionList
            rows={DOCUMENT_STATES.map((state) => [messages.states[state], write.number(totals.documents[state])])}
          />
        </section>
      </div>
      <p class="quiet">
        <span data-live-note hidden>
          {work.live}{' '}
        </span>
        <a href="/work">{work.reload}</a>
      </p>
    </Layout>
  );
}

type HeldProps = { readonly frame: Frame; readonly totals: WorkReport['totals'] };

/** What holds everything up. */
function Held({ frame: { messages, language, write }, totals: { paused, rebuild } }: HeldProps) {
  const { work } = messages;
  return (
    <>
      {paused && (
        <div class="notice is-bad" role="alert">
          <p>
            <strong>{work.paused}</strong>
          </p>
          <p>{paused.code === 'store.full' ? work.pausedFull : failureText(paused, language)}</p>
        </div>
      )}
      {rebuild?.isRunning && (
        <p class="notice">
          {work.rebuilding(write.number(rebuild.done), rebuild.planned === null ? null : write.number(rebuild.planned))}
        </p>
      )}
      {rebuild?.failure && <p class="notice is-bad">{failureText(rebuild.failure, language)}</p>}
    </>
  );
}

type BrokenProps = {
  readonly frame: Frame;
  readonly id: string;
  readonly title: string;
  /** Of all there are; the newest are shown. */
  readonly count: number;
  readonly lines: readonly WorkLine[];
  readonly empty?: string;
};

const Broken = ({ frame, id, title, count, lines, empty }: BrokenProps) => (
  <section aria-labelledby={id}>
    <h2 id={id}>
      {title} <span class="quiet">{frame.write.number(count)}</span>
    </h2>
    {lines.length === 0 && <p class="quiet">{empty}</p>}
    <ul class="work-list">
      {lines.map((line) => (
        <WorkItem key={line.id} frame={frame} line={line}>
          {line.failure && <FailureNotice frame={frame} failure={line.failure} />}
          <div class="actions">
            {line.state !== 'refused' && (
              <PostButton
                frame={frame}
                action={`/api/documents/${line.id}/retry`}
                label={frame.messages.document.tryAgain}
                about={line.title}
              />
            )}
            {line.state === 'refused' && (
              <PostButton
                frame={frame}
                action={`/api/documents/${line.id}/remove`}
                label={frame.messages.document.remove}
                about={line.title}
                kind="danger"
              />
            )}
          </div>
        </WorkItem>
      ))}
    </ul>
  </section>
);

type WorkItemProps = {
  readonly frame: Frame;
  readonly line: WorkLine;
  readonly children: ComponentChildren;
};

const WorkItem = ({ frame: { messages, write }, line, children }: WorkItemProps) => (
  <li>
    <h3>
      <a href={addresses.document(line.id)}>{line.title}</a>
    </h3>
    <p class="quiet">
      <span class={`tag is-${line.state}`}>{messages.states[line.state]}</span>{' '}
      {line.pageCount !== null && <>{messages.pages(write.number(line.pageCount))} · </>}
      <time dateTime={line.receivedAt}>{write.moment(line.receivedAt)}</time>
    </p>
    {children}
  </li>
);
