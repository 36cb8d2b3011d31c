import type { Library, LibraryCode } from '@diachi/domain';

/** What the repository as a whole is called: as the library it was set up for, whatever libraries it has members of. */
export const repositoryName = (libraries: readonly Library[], libraryCode: LibraryCode): string =>
  libraries.find(({ code }) => code === libraryCode)?.name ?? libraryCode;
