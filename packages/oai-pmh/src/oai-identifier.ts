import { type DocumentId, parseDocumentId } from '@diachi/domain';

/** Names of the internet, as the scheme `oai` wants the repository's name to be. Source: the guideline on oai-identifiers 2.0. */
const DOMAIN = /^[a-zA-Z][a-zA-Z0-9-]*(?:\.[a-zA-Z][a-zA-Z0-9-]*)+$/;

/** The name by which other repositories know a document, for good: `oai:kho.example.vn:0123456789abcdef`. */
export const oaiIdentifier = (repositoryId: string, id: DocumentId): string => `oai:${repositoryId}:${id}`;

/** The document that is meant; null when it can be none of this repository. */
export function parseOaiIdentifier(repositoryId: string, written: string): DocumentId | null {
  const beginning = `oai:${repositoryId}:`;
  if (!written.startsWith(beginning)) return null;
  try {
    return parseDocumentId(written.slice(beginning.length));
  } catch {
    // What no document can be called is none of ours.
    return null;
  }
}

/** Whether a repository's name follows the scheme `oai`, and `Identify` may say so. */
export const isDomain = (repositoryId: string): boolean => DOMAIN.test(repositoryId);
