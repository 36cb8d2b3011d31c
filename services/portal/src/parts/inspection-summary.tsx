import type { Frame } from '../frame.ts';
import type { Inspection } from '../portal-tools.ts';
import { DescriptionList, type Row } from './description-list.tsx';

export type InspectionSummaryProps = { readonly frame: Frame; readonly inspection: Inspection };

/** When the library was inspected, how long it took, and what was compared. */
export function InspectionSummary({ frame: { messages, write }, inspection }: InspectionSummaryProps) {
  const { fields, lasted } = messages.inspection;
  const { startedAt, endedAt, counts, problems } = inspection;
  const isIndexAway = problems.some(({ code }) => code === 'inspection.index-away');
  const seconds = Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000));
  const rows: readonly Row[] = [
    [fields.endedAt, <time dateTime={endedAt}>{write.moment(endedAt)}</time>],
    [fields.lasted, lasted(seconds)],
    [fields.documents, write.number(counts.documents)],
    [fields.objects, write.number(counts.objects)],
    [fields.indexed, isIndexAway ? messages.inspection.notKnown : write.number(counts.indexed)],
  ];
  return (
    <section aria-labelledby="last">
      <h2 id="last">{messages.inspection.last}</h2>
      <DescriptionList rows={rows} />
    </section>
  );
}
