import type { HarvestReport, HarvestSource } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';

export type HarvestReportsProps = {
  readonly frame: Frame;
  readonly reports: readonly HarvestReport[];
  readonly source: Pick<HarvestSource, 'code' | 'name'>;
};

const COUNTS = ['fresh', 'changed', 'same', 'gone', 'refused'] as const;

/** What the last harvests of a source brought, newest first, and what each could not take in. */
export function HarvestReports({ frame, reports, source }: HarvestReportsProps) {
  const { messages, write, language } = frame;
  const { harvest } = messages;
  const { columns } = harvest;
  if (reports.length === 0) return <p class="quiet">{harvest.never}</p>;
  return (
    <>
      <div class="table-frame">
        <table class="reports">
          <caption>
            {harvest.reports}
            <span class="visually-hidden">: {source.name}</span>
          </caption>
          <thead>
            <tr>
              {Object.entries(columns).map(([name, title]) => (
                <th key={name} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <tr key={report.startedAt}>
                <th scope="row">{write.moment(report.startedAt)}</th>
                <td data-label={columns.kind}>{report.isWhole ? harvest.wholeRun : harvest.partRun}</td>
                {COUNTS.map((name) => (
                  <td key={name} class="count" data-label={columns[name]}>
                    {write.number(report[name])}
                  </td>
                ))}
                <td data-label={columns.outcome}>
                  {report.failure ? failureText(report.failure, language) : harvest.ended}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {reports
        .filter(({ refusals }) => refusals.length > 0)
        .map((report) => (
          <Refusals key={report.startedAt} frame={frame} report={report} source={source} />
        ))}
    </>
  );
}

type RefusalsProps = Omit<HarvestReportsProps, 'reports'> & { readonly report: HarvestReport };

/** Those of the harvests before too: what changed since is all that the next one asks for, so it tells of none of them again. */
function Refusals({ frame, report, source }: RefusalsProps) {
  const { messages, write, language } = frame;
  const { harvest } = messages;
  const { refusals, refused, startedAt } = report;
  const byReason = Map.groupBy(refusals, ({ code, message }) =>
    failureText({ kind: 'invalid', code, message, details: {} }, language),
  );
  return (
    // By its name the script knows it again, and keeps it open.
    <details id={`refused-${source.code}-${Date.parse(startedAt)}`}>
      <summary>
        {harvest.refusals(write.number(refused))} <span class="quiet">{write.moment(startedAt)}</span>
      </summary>
      {[...byReason].map(([reason, names]) => (
        <div key={reason}>
          <p>
            {reason} <span class="quiet">{write.number(names.length)}</span>
          </p>
          <ul class="refused-names">
            {names.map(({ identifier }, place) => (
              <li key={place}>
                <code class="long">{identifier}</code>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {refused > refusals.length && (
        <p class="quiet">{harvest.refusalsFirst(write.number(refusals.length), write.number(refused))}</p>
      )}
    </details>
  );
}
