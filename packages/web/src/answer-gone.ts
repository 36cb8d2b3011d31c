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
    const heir = missing.place === 'part' ? null : await heirOf(catalogue, change);
    if (heir === null) return next(documentGone(change.id));
    const segments = request.path.split('/').map((segment) => (segment === change.id ? heir : segment));
    const question = /\?.*$/.exec(request.originalUrl)?.[0] ?? '';
    const led = missing.place === 'question' ? await leadOn(catalogue, question, change.id) : question;
    response.set('Cache-Control', FOR_AN_HOUR).redirect(301, `${segments.join('/')}${led}`);
  };

/** The question with everything it names led on at once: a large selection would else be sent from one address to the next until nobody follows. */
async function leadOn(catalogue: GoneTools, question: string, missing: DocumentId): Promise<string> {
  const led = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(question)) {
    const id = name === ASKED ? idIn(value) : null;
    const change = id && (await catalogue.changeOf(id));
    const isLed = change?.isGone && (id === missing || !(await isThere(catalogue, change.id)));
    led.append(name, (isLed && (await heirOf(catalogue, change))) || value);
  }
  return `?${led}`;
}

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

/** What names documents in a question: `?document=<id>&document=<id>`. */
const ASKED = 'document';

type Missing = { readonly id: DocumentId; readonly place: 'path' | 'part' | 'question' };

/**
 * The document a reader was told is missing, where its name stands in the address by itself, before the dot of a part of it
 * (`<id>.<revision>.<page>`), before a revision of it (`<id>/r<revision>`), or in the question.
 */
function missingNamed(thrown: unknown, request: Request): Missing | null {
  if (!isFailure(thrown) || thrown.code !== 'document.missing') return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const segments = request.path.split('/');
  for (const [place, segment] of segments.entries()) {
    const [name = ''] = segment.split('.', 1);
    const id = idIn(name);
    if (id) return { id, place: name !== segment || /^r\d+$/.test(segments[place + 1] ?? '') ? 'part' : 'path' };
  }
  // Several may be asked for; which of them is missing the failure says.
  const id = idIn(thrown.details['id']);
  return id && [request.query[ASKED]].flat().includes(id) ? { id, place: 'question' } : null;
}

function idIn(raw: unknown): DocumentId | null {
  try {
    return parseDocumentId(raw);
  } catch {
    // Not the name of a document.
    return null;
  }
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
