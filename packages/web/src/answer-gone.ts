import { type DocumentId, Failure, isFailure, parseDocumentId } from '@diachi/domain';
import type { Catalogue, DocumentChange } from '@diachi/ports';
import type { ErrorRequestHandler, Request } from 'express';

export type GoneTools = Pick<Catalogue, 'changeOf' | 'document'>;

// Long enough to spare others the way, short enough for one that comes back.
const FOR_AN_HOUR = 'public, max-age=3600';

/**
 * Addresses are for good: whoever asks for something of a document that was merged is led to the same of the one that took its place (301),
 * and of one that was removed is told so (410) instead of that there never was one. What is named as a part of a document or of one of its
 * revisions, such as the picture of a page, is gone with it: the one that took its place has other pages. Of what everybody never saw nothing
 * is told.
 */
export const answerGone =
  (catalogue: GoneTools): ErrorRequestHandler =>
  async (thrown: unknown, request, response, next) => {
    const missing = missingNamed(thrown, request);
    const change = missing && (await catalogue.changeOf(missing.id));
    if (!missing || !change?.isGone) return next(thrown);
    // A document that was closed is there, and nobody but those who work on it is to know. One that was merged and is sent again leads on as before until everybody may see it.
    if (change.mergedInto === null && (await isThere(catalogue, change.id))) return next(thrown);
    const heir = missing.isPart ? null : await heirOf(catalogue, change);
    if (heir === null) return next(documentGone(change.id));
    const segments = request.path.split('/').map((segment) => (segment === change.id ? heir : segment));
    const question = /\?.*$/.exec(request.originalUrl)?.[0] ?? '';
    response.set('Cache-Control', FOR_AN_HOUR).redirect(301, `${segments.join('/')}${question}`);
  };

// The catalogue leads straight to the last one; only files a library was rebuilt from tell each step.
const MOST_STEPS = 20;

/** The document at the end of the way that everybody may see; null when there is none: one that is not for everybody is no more named here than anywhere else. */
async function heirOf(catalogue: GoneTools, { mergedInto }: DocumentChange): Promise<DocumentId | null> {
  let next = mergedInto;
  for (let step = 0; next !== null && step < MOST_STEPS; step += 1) {
    const heir = await catalogue.changeOf(next);
    if (heir && !heir.isGone) return heir.id;
    next = heir?.mergedInto ?? null;
  }
  return null;
}

type Missing = { readonly id: DocumentId; readonly isPart: boolean };

/** The document a reader was told is missing, where its name stands in the address by itself, before the dot of a part of it (`<id>.<revision>.<page>`), or before a revision of it (`<id>/r<revision>`). */
function missingNamed(thrown: unknown, request: Request): Missing | null {
  if (!isFailure(thrown) || thrown.code !== 'document.missing') return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const segments = request.path.split('/');
  for (const [place, segment] of segments.entries()) {
    const [name = ''] = segment.split('.', 1);
    try {
      return { id: parseDocumentId(name), isPart: name !== segment || /^r\d+$/.test(segments[place + 1] ?? '') };
    } catch {
      // Not the name of a document; the next part may be.
    }
  }
  return null;
}

async function isThere(catalogue: GoneTools, id: DocumentId): Promise<boolean> {
  try {
    await catalogue.document(id);
    return true;
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'document.missing') return false;
    throw thrown;
  }
}

const documentGone = (id: DocumentId) =>
  new Failure('missing', 'document.gone', 'This document was here and was removed.', { details: { id } });
