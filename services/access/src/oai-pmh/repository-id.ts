import type { LibraryCode } from '@diachi/domain';
import { isDomain } from '@diachi/oai-pmh';

/** How this repository is named in identifiers: as it was set, else by the host it is open at, else by its library. */
export function repositoryIdOf(options: {
  readonly repositoryId?: string | null | undefined;
  readonly publicUrl?: URL | null | undefined;
  readonly libraryCode: LibraryCode;
}): string {
  const { repositoryId, publicUrl, libraryCode } = options;
  if (repositoryId) return repositoryId;
  // A number, or the name of a machine on its own network, may be another machine's elsewhere.
  return publicUrl && isDomain(publicUrl.hostname) ? publicUrl.hostname : libraryCode;
}
