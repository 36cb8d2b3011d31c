import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';
import type { Verification, VerificationReport } from '../portal-tools.ts';
import { FindingTable } from './finding-table.tsx';
import { LongWorkProgress } from './long-work-progress.tsx';
import { PostButton } from './post-button.tsx';

export type VerificationSectionProps = { readonly frame: Frame; readonly report: VerificationReport };

/** Whether every file is still what it was: how the last round ended, what is damaged, and a button for another. */
export function VerificationSection({ frame, report: { last, state } }: VerificationSectionProps) {
  const { messages, language } = frame;
  const { verification } = messages.inspection;
  return (
    <section aria-labelledby="verification">
      <h2 id="verification">{verification.title}</h2>
      <p>{verification.lead}</p>
      {state?.isRunning ? (
        <LongWorkProgress frame={frame} work={state} title={verification.running} />
      ) : (
        <PostButton frame={frame} action="/api/verification" label={verification.start} />
      )}
      {state?.failure && !state.isRunning && (
        <p class="notice is-bad" role="alert">
          {verification.brokeOff} {failureText(state.failure, language)}
        </p>
      )}
      {last === null ? <p class="empty">{verification.none}</p> : <LastRound frame={frame} last={last} />}
    </section>
  );
}

const MEGABYTE = 1_000_000;

function LastRound({ frame, last }: { readonly frame: Frame; readonly last: Verification }) {
  const { messages, write } = frame;
  const { inspection } = messages;
  const { counts, problems, repaired, endedAt, sizeBytes } = last;
  const rows = [
    [inspection.fields.endedAt, <time dateTime={endedAt}>{write.moment(endedAt)}</time>],
    [inspection.fields.documents, write.number(counts.documents)],
    [
      inspection.verification.files,
      inspection.verification.filesOf(write.number(counts.objects), write.number(Math.round(sizeBytes / MEGABYTE))),
    ],
    [inspection.repaired, write.number(counts.repaired)],
  ] as const;
  return (
    <>
      <dl class="record">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {problems.length === 0 ? (
        <p class="notice">{inspection.verification.whole}</p>
      ) : (
        <FindingTable
          frame={frame}
          findings={problems}
          adviceOf={({ code }) => inspection.advice[code] ?? inspection.adviceOtherwise}
        />
      )}
      {counts.problems > problems.length && <p class="quiet">{inspection.firstOnly(write.number(problems.length))}</p>}
      {repaired.length > 0 && <FindingTable frame={frame} findings={repaired} />}
    </>
  );
}
