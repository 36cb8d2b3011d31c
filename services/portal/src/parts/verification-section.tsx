import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';
import type { Standing, Verification, VerificationReport } from '../portal-tools.ts';
import { DescriptionList, type Row } from './description-list.tsx';
import { FindingTable } from './finding-table.tsx';
import { LongWorkProgress } from './long-work-progress.tsx';
import { PostButton } from './post-button.tsx';

export type VerificationSectionProps = { readonly frame: Frame; readonly report: VerificationReport };

/** Whether every file is still what it was: how the last round ended, what is damaged now, and a button for another. */
export function VerificationSection({ frame, report: { last, state, standing } }: VerificationSectionProps) {
  const { messages, language, write } = frame;
  const { verification } = messages.inspection;
  const lost = standing?.originalsLost ?? 0;
  const problems = standing ?? (last ? { counts: last.counts, problems: last.problems } : null);
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
      {lost > 0 && (
        <p class="notice is-bad" role="alert">
          {verification.lost(write.number(lost))}
        </p>
      )}
      {last === null ? <p class="empty">{verification.none}</p> : <LastRound frame={frame} last={last} />}
      {problems && <Problems frame={frame} {...problems} isWhole={last !== null} />}
      {last && last.repaired.length > 0 && <FindingTable frame={frame} findings={last.repaired} />}
    </section>
  );
}

const MEGABYTE = 1_000_000;

function LastRound({ frame, last }: { readonly frame: Frame; readonly last: Verification }) {
  const { messages, write } = frame;
  const { inspection } = messages;
  const { counts, endedAt, sizeBytes } = last;
  const rows: readonly Row[] = [
    [inspection.fields.endedAt, <time dateTime={endedAt}>{write.moment(endedAt)}</time>],
    [inspection.fields.documents, write.number(counts.documents)],
    [
      inspection.verification.files,
      inspection.verification.filesOf(write.number(counts.objects), write.number(Math.round(sizeBytes / MEGABYTE))),
    ],
    [inspection.repaired, write.number(counts.repaired)],
  ];
  return <DescriptionList rows={rows} />;
}

type ProblemsProps = Pick<Standing, 'counts' | 'problems'> & {
  readonly frame: Frame;
  /** A round has ended: where nothing is told of, all is well. */
  readonly isWhole: boolean;
};

function Problems({ frame, counts, problems, isWhole }: ProblemsProps) {
  const { inspection } = frame.messages;
  if (problems.length === 0) return isWhole ? <p class="notice">{inspection.verification.whole}</p> : null;
  return (
    <>
      <FindingTable
        frame={frame}
        findings={problems}
        adviceOf={({ code }) => inspection.advice[code] ?? inspection.adviceOtherwise}
      />
      {counts.problems > problems.length && (
        <p class="quiet">{inspection.firstOnly(frame.write.number(problems.length))}</p>
      )}
    </>
  );
}
