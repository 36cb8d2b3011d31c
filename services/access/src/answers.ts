import { DOCUMENT_KINDS, DOCUMENT_STATES } from '@diachi/domain';
import { describedDocumentAnswer, failureAnswer, recordAnswer } from '@diachi/web';
import { z } from 'zod';

const count = z.int().min(0);
const share = z.number().min(0).max(1);

const rights = z
  .object({
    record: z.boolean(),
    text: z.boolean(),
    smallImage: z.boolean(),
    fullImage: z.boolean(),
    download: z.boolean(),
  })
  .meta({ id: 'Rights', description: 'What whoever asks may see of a document.' });

const page = z
  .object({
    page: count,
    label: z.string(),
    state: z.enum(['waiting', 'read', 'blank', 'unreadable']),
    reason: failureAnswer.optional().describe('Why it is unreadable, or what is damaged of it.'),
    expectedError: share.optional().describe('Share of its characters that are likely wrong.'),
  })
  .meta({ id: 'PageState', description: 'A page in the list of a document.' });

const bookmark = z
  .object({ title: z.string(), page: count, level: count })
  .meta({ id: 'Bookmark', description: 'An entry of the table of contents.' });

/** A stretch of a listing of documents. */
export const documentListAnswer = z.object({
  documents: z.array(describedDocumentAnswer),
  next: z.string().nullable().describe('To be asked for as after; null at the end.'),
});

/** A document, with its pages unless they were left out. */
export const documentViewAnswer = describedDocumentAnswer
  .extend({ rights, pages: z.array(page).optional(), bookmarks: z.array(bookmark).optional() })
  .meta({ id: 'DocumentView', description: 'A document as whoever asks may see it.' });

const box = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
  .meta({ id: 'Box', description: 'A rectangle in pixels of the page image, from its top left corner.' });

const word = z
  .object({
    text: z.string(),
    box,
    confidence: share,
    line: count,
    block: count,
    change: z
      .object({ from: z.string(), why: z.enum(['reread', 'spelling', 'language']), probability: share })
      .optional()
      .describe('Why it is no longer as it was first read.'),
    reader: count.optional(),
    cell: z.object({ row: count, column: count }).optional(),
    division: z.object({ keepsHyphen: z.boolean() }).optional(),
  })
  .meta({ id: 'Word', description: 'One word as printed.' });

const image = z
  .object({ widthPx: count, heightPx: count, type: z.enum(['image/jpeg', 'image/png']), dpi: z.number() })
  .meta({ id: 'PageImage', description: 'The image in whose pixels boxes are given.' });

const engine = z
  .object({
    name: z.string(),
    version: z.string(),
    model: z.string(),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: 'Engine', description: 'What read a page.' });

/** One page with its words. */
export const pageAnswer = z
  .object({
    page: count,
    label: z.string(),
    state: page.shape.state,
    reason: failureAnswer.optional(),
    revision: count,
    image: image.nullable(),
    text: z.string(),
    words: z.array(word),
    engine,
    treatments: z.array(z.object({ step: z.string(), amount: z.number().nullable() })),
  })
  .meta({ id: 'Page', description: `One page: its image, its words and where they stand.` });

const snippetPart = z
  .object({ text: z.string(), isHit: z.boolean() })
  .meta({ id: 'SnippetPart', description: 'A stretch of text; hits are the words that were sought.' });

const pageHit = z
  .object({ page: count, label: z.string(), snippet: z.string(), parts: z.array(snippetPart) })
  .meta({ id: 'PageHit', description: 'A page in which something is written.' });

const facet = <Value extends z.ZodType>(value: Value) => z.array(z.object({ value, count }));

const address = z.url().nullable();

const hit = z
  .object({
    document: z.string().optional().describe('Its id; left out of a record of another repository.'),
    revision: count.optional(),
    source: z.string().optional().describe('The code of the repository it is a record of.'),
    id: z.string().optional().describe('Names the record of another repository here.'),
    addresses: z.object({ page: address, thumbnail: address, pdf: address, manifest: address }).optional(),
    title: z.string(),
    titleParts: z.array(snippetPart),
    record: recordAnswer,
    pages: z.array(pageHit).describe('The best pages, best first, at most three.'),
    pageCount: count.describe('Matching pages in all.'),
  })
  .meta({ id: 'Hit', description: 'A document of ours, or a record of another repository, that a search found.' });

/** What a search found. */
export const searchAnswer = z
  .object({
    total: count.describe('Matching documents.'),
    hits: z.array(hit),
    facets: z.object({
      sources: facet(z.string()).describe('Ours, and other repositories by their codes.'),
      libraries: facet(z.string()),
      collections: facet(z.string()),
      kinds: facet(z.enum(DOCUMENT_KINDS)),
      languages: facet(z.string()),
      decades: facet(z.int()),
    }),
    corrections: z.array(z.object({ typed: z.string(), meant: z.string() })),
    wordStart: z.string().nullable().describe('The last word, where words that begin so were sought in its place.'),
  })
  .meta({ id: 'SearchResult', description: 'What a search found.' });

export const hitsAnswer = z.object({
  total: count,
  pages: z.array(pageHit),
  wordStart: z.string().nullable(),
});

export const suggestionsAnswer = z.object({ suggestions: z.array(z.string()) });

/** What the library holds, counted. */
export const statusAnswer = z.object({
  documents: z.object(Object.fromEntries(DOCUMENT_STATES.map((state) => [state, count]))),
  index: z.object({ documents: count, pages: count }).nullable().describe('Null while it is away.'),
  notIndexed: count,
});
