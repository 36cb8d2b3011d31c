import { type DocumentId, Failure, type SourceCode } from '@diachi/domain';
import type { Catalogue, DocumentHit, ForeignView, FoundRecord, SourceName } from '@diachi/ports';

/** Records of other repositories among what the index found, by their ids; what is no longer there is left out, whatever the index still holds. */
export async function foundElsewhere(
  catalogue: Pick<Catalogue, 'foreignRecordsNamed'>,
  hits: readonly DocumentHit[],
): Promise<ReadonlyMap<DocumentId, FoundRecord>> {
  const ids = hits.filter(({ source }) => source !== null).map(({ documentId }) => documentId);
  const known = new Map((await catalogue.foreignRecordsNamed(ids)).map((one) => [one.id, one]));
  return new Map(
    hits.flatMap((hit) => {
      const there = known.get(hit.documentId);
      if (!there) return [];
      const { source, record, addresses } = there;
      return [[hit.documentId, { ...hit, source, record, addresses }] as const];
    }),
  );
}

/** A record of another repository. Fails with `foreign-record.missing`. */
export async function foreignView(
  catalogue: Pick<Catalogue, 'foreignRecord' | 'listedSources'>,
  code: SourceCode,
  id: DocumentId,
): Promise<ForeignView> {
  const record = await catalogue.foreignRecord(id);
  const source = (await catalogue.listedSources()).find((one) => one.code === code);
  if (source && record.source === code) return { record, source };
  throw new Failure('missing', 'foreign-record.missing', 'That record is not there, or no more.', { details: { id } });
}

/** Other repositories as readers know them. */
export async function sourceNames(catalogue: Pick<Catalogue, 'listedSources'>): Promise<readonly SourceName[]> {
  return (await catalogue.listedSources()).map(({ code, name }) => ({ code, name }));
}
