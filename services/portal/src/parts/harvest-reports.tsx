import type { HarvestReport } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';

export type HarvestReportsProps = {
  readonly frame: Frame;
  readonly reports: readonly HarvestReport[];
  /** Whose they are, for those who do not see the page. */
  readonly about: string;
};

/** What the last harvests of a source brought, newest first, and what the newest could not take in. */
export function HarvestReports({ frame, reports, about }: HarvestReportsProps) {
  const { messages, write, language } = frame;
  const { harvest } = messages;
  const { columns } = harvest;
  const [newest] = reports;
  if (!newest) return <p class="quiet">{harvest.never}</p>;
  return (
    <>
      <div class="table-frame">
        <table>
          <caption class="visually-hidden">
            {harvest.reports}: {about}
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
                {(['fresh', 'changed', 'gone', 'refused'] as const).map((name) => (
                  <td key={name} data-label={columns[name]}>
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
      {newest.refusals.length > 0 && <Refusals frame={frame} report={newest} />}
    </>
  );
}

function Refusals({ frame, report }: { readonly frame: Frame; readonly report: HarvestReport }) {
  const { messages, write, language } = frame;
  const { harvest } = messages;
  const { refusals, refused } = report;
  return (
    <details>
      <summary>
        {harvest.refusals} <span class="quiet">{write.number(refused)}</span>
      </summary>
      <ul class="bare">
        {refusals.map(({ identifier, code, message }, place) => (
          <li key={place}>
            <code class="long">{identifier}</code>{' '}
            {failureText({ kind: 'invalid', code, message, details: {} }, language)}
          </li>
        ))}
      </ul>
      {refused > refusals.length && (
        <p class="quiet">{harvest.refusalsFirst(write.number(refusals.length), write.number(refused))}</p>
      )}
    </details>
  );
}
