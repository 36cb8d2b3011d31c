import { type Document, dayOf, Failure, isFailure, keys, type PageIndex, publicRights } from '@diachi/domain';
import { isTrusted, type PageText, parsePageText, plainText } from '@diachi/page-text';
import type { TrustedText } from '@diachi/ports';
import { documentIfThere } from '../document-if-there.ts';
import { everyStretch } from '../every-document.ts';
import type { TellProgress } from '../long-work.ts';
import type { WorkTools } from '../work-tools.ts';
import { keepLearned } from './kept-learned.ts';
import { type Learner, startLearner } from './start-learner.ts';

export type LearnTools = Pick<WorkTools, 'catalogue' | 'store' | 'clock' | 'log' | 'waiting'>;

type Learning = {
  readonly tools: LearnTools;
  readonly learner: Learner;
  readonly counts: { documents: number; pages: number; problems: number };
  readonly step: () => Promise<void>;
};

/** After so many pages, everything else is let go first. */
const STRETCH = 20;
const REST_MS = 10;
const TRIES = 3;

/**
 * Learns what the language of the library is like, from trusted text that everybody may read, and keeps the model in the place of the
 * one before. Pages come one at a time; broken off, nothing is changed. What was taken away from readers while it learned is in no model: it
 * then begins again, and fails with `learning.changed-meanwhile` when that happens each time. Answers how many pages could not be used.
 */
export async function learn(tools: LearnTools, tell: TellProgress, signal: AbortSignal): Promise<number> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const trusted = await tools.catalogue.trustedText();
    const learned = await learnOnce(tools, trusted, { tell, signal });
    const { withdrawn } = await tools.catalogue.trustedText();
    if (withdrawn !== trusted.withdrawn) continue;
    await keepLearned(tools, { ...learned.counts, trusted }, learned.bytes);
    return learned.counts.problems;
  }
  throw changedMeanwhile();
}

async function learnOnce(
  tools: LearnTools,
  trusted: TrustedText,
  { tell, signal }: { readonly tell: TellProgress; readonly signal: AbortSignal },
) {
  const learner = startLearner();
  const counts = { documents: 0, pages: 0, problems: 0 };
  let looked = 0;
  const step = async () => {
    signal.throwIfAborted();
    tell({ done: counts.pages, planned: Math.max(trusted.pages, counts.pages), problems: counts.problems });
    looked += 1;
    if (looked % STRETCH === 0) await tools.waiting.wait(REST_MS, signal);
  };
  try {
    for await (const documents of everyStretch((stretch) => tools.catalogue.documentsToLearnFrom(stretch))) {
      for (const { id } of documents) {
        const document = await documentIfThere(tools.catalogue, id);
        if (document && publicRights(document, dayOf(tools.clock())).text)
          await learnFrom({ tools, learner, counts, step }, document);
      }
    }
    await step();
    return { counts, bytes: await learner.finish() };
  } finally {
    await learner.close();
  }
}

async function learnFrom(learning: Learning, { id, publishedRevision }: Document): Promise<void> {
  const { tools, learner, counts, step } = learning;
  const revision = { documentId: id, number: publishedRevision };
  const before = counts.pages;
  for (const { page, state, isTrusted: isKnownTrusted } of await tools.catalogue.pages(revision)) {
    if (state !== 'read' || isKnownTrusted === false) continue;
    await step();
    const text = await readText(learning, keys.text(revision, page), page);
    // What lists say of a page is a copy: its text itself decides.
    if (!text || !isTrusted(text)) continue;
    await learner.addPage(plainText(text));
    counts.pages += 1;
  }
  await learner.endDocument();
  if (counts.pages > before) counts.documents += 1;
}

/** Null for a text that is not there, or damaged: one page is not worth more than the log's line, for the inspection tells of it too. */
async function readText({ tools, counts }: Learning, key: string, page: PageIndex): Promise<PageText | null> {
  try {
    return parsePageText(await tools.store.get(key));
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
    counts.problems += 1;
    tools.log.warn({ err: thrown, key, page }, 'the text of a page could not be learned from');
    return null;
  }
}

const changedMeanwhile = () =>
  new Failure(
    'unavailable',
    'learning.changed-meanwhile',
    'Documents were removed again and again while the library learned from them. It learns again later; nothing is lost.',
  );
