import { parseCql, Refusal, type ScanTerm, type SruRequest } from '@diachi/sru';
import { askIndex } from './answer-search.ts';
import { sruIndex } from './sru-indexes.ts';
import type { SruTools } from './sru-tools.ts';

type Scan = Extract<SruRequest, { operation: 'scan' }>;

/** Leafs through the terms of an index. Fails with a `Refusal` for what cannot be answered. */
export async function answerScan({ index }: SruTools, request: Scan): Promise<readonly ScanTerm[]> {
  const { root } = parseCql(request.scanClause);
  if (root.kind !== 'clause') throw new Refusal(37, root.kind);
  const { list } = sruIndex(root.index);
  if (!list) throw new Refusal(16, root.index?.name ?? '');
  const start = root.term.replace(/\\([\s\S])/g, '$1').replace(/[*^]/g, '');
  const before = Math.max(0, request.responsePosition - 1);
  const after = request.maximumTerms - Math.min(before, request.maximumTerms);
  const found = await askIndex(() => index.terms(list, start, { before, after: after + 1 }));
  // At place 0 stands the term before the first that is sent.
  const [first] = found.after;
  const skips = request.responsePosition === 0 && first !== undefined && isSame(first.term, start) ? 1 : 0;
  return [...found.before, ...found.after.slice(skips, skips + after)].map(({ term, documents }) => ({
    value: term,
    numberOfRecords: documents,
    displayTerm: term,
  }));
}

const isSame = (one: string, other: string) =>
  one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
