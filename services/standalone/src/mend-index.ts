import type { Catalogue, SearchIndex } from '@diachi/ports';
import type { Log } from '@diachi/process';

export type MendIndexTools = {
  readonly catalogue: Pick<Catalogue, 'countIndexed' | 'forgetIndexed'>;
  readonly index: Pick<SearchIndex, 'size'>;
  readonly log: Pick<Log, 'warn'>;
};

/**
 * The index is a copy in a file of its own, which somebody may delete, and which may lose its last writes when the power fails.
 * When it holds fewer documents than the catalogue thinks, all of them are put in again.
 */
export async function mendIndex({ catalogue, index, log }: MendIndexTools): Promise<void> {
  const { documents } = await index.size();
  const expected = await catalogue.countIndexed();
  if (documents >= expected) return;
  log.warn({ documents, expected }, 'the search index lacks documents and is made again');
  await catalogue.forgetIndexed();
}
