import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';
import { FindingTable } from '../parts/finding-table.tsx';
import { InspectionSummary } from '../parts/inspection-summary.tsx';
import { Layout } from '../parts/layout.tsx';
import { LongWorkProgress } from '../parts/long-work-progress.tsx';
import { PostButton } from '../parts/post-button.tsx';
import { VerificationSection } from '../parts/verification-section.tsx';
import type { Inspection, LongWork, VerificationReport } from '../portal-tools.ts';

export type InspectionPageProps = {
  readonly frame: Frame;
  /** Null when there was none yet. */
  readonly last: Inspection | null;
  /** How far one is that runs, or how it ended lately. */
  readonly state: LongWork | null;
  /** How it stands with comparing files with their checksums; left out where it could not be asked. */
  readonly verification?: VerificationReport;
};

/** What comparing catalogue, store and search index brought to light. A plain page that a script keeps up to date. */
export function InspectionPage({ frame, last, state, verification }: InspectionPageProps) {
  const { messages, language } = frame;
  const { inspection } = messages;
  return (
    <Layout frame={frame} title={inspection.title} kind="inspection" islands={['live']}>
      <h1>{inspection.title}</h1>
      <p class="lead">{inspection.lead}</p>
      <div data-live="inspection">
        {state?.isRunning ? (
          <LongWorkProgress frame={frame} work={state} title={inspection.running} />
        ) : (
          <PostButton frame={frame} action="/api/inspection" label={last ? inspection.again : inspection.first} />
        )}
        {state?.failure && !state.isRunning && (
          <p class="notice is-bad" role="alert">
            {inspection.brokeOff} {failureText(state.failure, language)}
          </p>
        )}
        {last === null ? (
          <p class="empty">{inspection.none}</p>
        ) : (
          <>
            <InspectionSummary frame={frame} inspection={last} />
            <Problems frame={frame} last={last} />
            <Repaired frame={frame} last={last} />
          </>
        )}
        {verification && <VerificationSection frame={frame} report={verification} />}
      </div>
    </Layout>
  );
}

type PartProps = { readonly frame: Frame; readonly last: Inspection };

function Problems({ frame, last: { problems, counts } }: PartProps) {
  const { messages, write } = frame;
  const { inspection } = messages;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">
        {inspection.problems} <span class="quiet">{write.number(counts.problems)}</span>
      </h2>
      {problems.length === 0 ? (
        <p class="notice">{inspection.noProblems}</p>
      ) : (
        <FindingTable
          frame={frame}
          findings={problems}
          adviceOf={({ code }) => inspection.advice[code] ?? inspection.adviceOtherwise}
        />
      )}
      {counts.problems > problems.length && <p class="quiet">{inspection.firstOnly(write.number(problems.length))}</p>}
    </section>
  );
}

function Repaired({ frame, last: { repaired, counts } }: PartProps) {
  const { messages, write } = frame;
  const { inspection } = messages;
  if (repaired.length === 0) return null;
  return (
    <section aria-labelledby="repaired">
      <details>
        <summary>
          <h2 id="repaired">
            {inspection.repaired} <span class="quiet">{write.number(counts.repaired)}</span>
          </h2>
        </summary>
        <FindingTable frame={frame} findings={repaired} />
        {counts.repaired > repaired.length && (
          <p class="quiet">{inspection.firstOnly(write.number(repaired.length))}</p>
        )}
      </details>
    </section>
  );
}
