import {
  type Asker,
  type Document,
  type DocumentId,
  dayOf,
  Failure,
  isEmbargoed,
  mayActAs,
  publicRights,
  type Rights,
  rightsOf,
} from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';

/** A document as whoever asks may see it, and what of it that is. */
export type SeenDocument = {
  readonly document: Document;
  readonly rights: Rights;
  /** What of it anybody at all may see. */
  readonly publicRights: Rights;
  /** The day of which all this is so, `YYYY-MM-DD`. */
  readonly today: string;
  /** Fails with `document.restricted` when they may not see this of it. */
  demand(right: keyof Rights): void;
  /** `Cache-Control` of what shows this of it: `publicly` when everybody may see that, otherwise nothing on the way and no computer keeps it. */
  cacheControl(right: keyof Rights, publicly: string): string;
};

/** Fails with `document.missing`, alike when there is none and when they may not know of it. */
export type SeeDocument = (id: DocumentId, asker: Asker) => Promise<SeenDocument>;

export type SeeTools = { readonly catalogue: Pick<Catalogue, 'document' | 'libraries'>; readonly clock?: () => Date };

/** Not for everybody: what is kept could be shown to the next one at the same computer, or by a proxy to anybody. */
export const NOT_KEPT = 'private, no-store';

/** The one way to a document for every address that shows something of it: what may be seen is decided here, by `rightsOf`, and nowhere else. */
export function createSeeDocument({ catalogue, clock = () => new Date() }: SeeTools): SeeDocument {
  return async (id, asker) => {
    const document = await catalogue.document(id);
    const today = dayOf(clock());
    const rights = rightsOf(document, asker, today);
    if (!rights.record) throw documentMissing(id);
    const whereToAsk = rights.download ? '' : await nameLibrary(catalogue, document);
    const forAll = publicRights(document, today);
    return {
      document: asSeenBy(document, asker),
      rights,
      publicRights: forAll,
      today,
      demand: (right) => {
        if (!rights[right]) throw restricted(document, today, whereToAsk);
      },
      cacheControl: (right, publicly) => (forAll[right] ? publicly : NOT_KEPT),
    };
  };
}

/** What is being done to a document behind the desk is no business of readers and members. */
export const asSeenBy = (document: Document, { role }: Asker): Document =>
  mayActAs(role, 'archivist')
    ? document
    : { ...document, state: 'published', workRevision: document.publishedRevision, failure: null };

async function nameLibrary({ libraries }: SeeTools['catalogue'], { record }: Document): Promise<string> {
  const known = await libraries();
  return known.find(({ code }) => code === record.library)?.name ?? record.library;
}

// Exactly what the catalogue answers of what is not there: nobody learns that a file is in the library by guessing its name.
const documentMissing = (id: DocumentId) =>
  new Failure('missing', 'document.missing', 'There is no such document.', { details: { id } });

function restricted({ id, record }: Document, today: string, library: string): Failure {
  return new Failure('invalid', 'document.restricted', `Not everybody may see this of the document. Ask ${library}.`, {
    details: { id, access: isEmbargoed(record, today) ? 'embargo' : record.access, library },
  });
}
