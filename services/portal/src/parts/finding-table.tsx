import { type DocumentId, isFailure, parseDocumentId } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import type { Finding } from '../portal-tools.ts';

export type FindingTableProps = {
  readonly frame: Frame;
  readonly findings: readonly Finding[];
  /** What to do about each; nothing is to be done when it is not given. */
  readonly adviceOf?: (finding: Finding) => string;
};

/** What was found, a line each. */
export function FindingTable({ frame: { messages, language }, findings, adviceOf }: FindingTableProps) {
  const { columns, open } = messages.inspection;
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.found}</th>
            {adviceOf && <th scope="col">{columns.advice}</th>}
            <th scope="col">{columns.document}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, place) => {
            const id = documentOf(finding);
            return (
              <tr key={place}>
                <td class="finding">{failureText({ kind: 'conflict', ...finding }, language)}</td>
                {adviceOf && <td data-label={columns.advice}>{adviceOf(finding)}</td>}
                <td>
                  {id && (
                    <a href={addresses.document(id)}>
                      {open}
                      <span class="visually-hidden"> {id}</span>
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The document something was found about; null for what is about none that can be opened. */
export function documentOf({ code, details }: Finding): DocumentId | null {
  if (code === 'inspection.unknown-document' || details['id'] === undefined) return null;
  try {
    return parseDocumentId(details['id']);
  } catch (thrown) {
    if (isFailure(thrown)) return null;
    throw thrown;
  }
}
