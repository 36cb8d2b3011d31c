import { dayOf, isFailure, publicRights } from '@diachi/domain';
import type { CatalogueOrder } from '@diachi/ports';
import { type DescribedDocument, marc, marcXml, mods, sruDublinCore } from '@diachi/record-formats';
import {
  addressOfSchema,
  type CqlSortKey,
  parseCql,
  type RecordSchema,
  Refusal,
  type SearchAnswer,
  type SruRecord,
  type SruRequest,
  surrogate,
} from '@diachi/sru';
import type { XmlElement } from '@diachi/xml';
import { described } from '../records/described.ts';
import { cqlQuestion } from './cql-question.ts';
import { sruIndex } from './sru-indexes.ts';
import type { SruTools } from './sru-tools.ts';

type Search = Extract<SruRequest, { operation: 'searchRetrieve' }>;

const written: Readonly<Record<RecordSchema, (document: DescribedDocument) => XmlElement>> = {
  marcxml: (document) => marcXml(marc(document)),
  mods,
  dc: sruDublinCore,
};

/** Finds records by a query in CQL. Fails with a `Refusal` for what cannot be answered. */
export async function answerSearch(tools: SruTools, request: Search, site: string): Promise<SearchAnswer> {
  const { root, sortKeys } = parseCql(request.query);
  const order = orderOf(sortKeys);
  const offset = request.startRecord - 1;
  const { total, ids } = await askIndex(() =>
    tools.index.find(cqlQuestion(root), { order, offset, limit: request.maximumRecords }),
  );
  if (total > 0 && offset >= total) throw new Refusal(61, String(request.startRecord));

  const [documents, libraries] = await Promise.all([tools.catalogue.documentsNamed(ids), tools.catalogue.libraries()]);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const today = dayOf(tools.clock());
  const records = ids.map((id, at): SruRecord => {
    const position = request.startRecord + at;
    const document = byId.get(id);
    const rights = document && publicRights(document, today);
    // The index is only a copy: what it still has and the catalogue shows no more is not shown here either.
    if (!document || !rights?.record) return surrogate({ code: 64, details: '' }, position, request.version);
    const data = written[request.schema](described(document, { publicRights: rights, today, site, libraries }));
    return { schema: addressOfSchema(request.schema), data, position };
  });
  const next = offset + ids.length;
  return { total, records, nextRecordPosition: ids.length > 0 && next < total ? next + 1 : null, diagnostics: [] };
}

/** Failures of a question are told as diagnostics. */
export async function askIndex<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    if (thrown.code === 'search.too-many') throw new Refusal(60, thrown.message);
    if (thrown.code === 'search.bad-query') throw new Refusal(47, thrown.message);
    throw thrown;
  }
}

/** Records are sorted by year alone. Fails with diagnostics 80 and 84. */
function orderOf(keys: readonly CqlSortKey[]): CatalogueOrder {
  const [key, ...more] = keys;
  if (!key) return 'received';
  if (more.length > 0) throw new Refusal(84, '1');
  if (sruIndex(key.index).kind !== 'date') throw new Refusal(80, key.index.name);
  const directions = key.modifiers.map(({ name }) => name.replace(/^sort\./, ''));
  const unknown = directions.find((direction) => direction !== 'ascending' && direction !== 'descending');
  if (unknown !== undefined) throw new Refusal(80, unknown);
  return directions.includes('descending') ? 'newest' : 'oldest';
}
