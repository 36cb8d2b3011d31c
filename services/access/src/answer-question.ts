import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  Failure,
  isFailure,
  parseDocumentId,
  parseLibraryCode,
  parsePageIndex,
  parseSourceCode,
  ROLES,
} from '@diachi/domain';
import { OURS, type Reading } from '@diachi/ports';
import { parseInput } from '@diachi/web';
import { z } from 'zod';

/** A value the domain parses by itself; what it refuses is refused as the field it stands in. */
const parsed = <Value>(parse: (raw: unknown) => Value) =>
  z.unknown().transform((raw, context): Value => {
    try {
      return parse(raw);
    } catch (thrown) {
      if (!isFailure(thrown)) throw thrown;
      context.addIssue(thrown.message);
      return z.NEVER;
    }
  });

const id = parsed(parseDocumentId);
const page = parsed(parsePageIndex);
const library = parsed(parseLibraryCode);
const source = parsed(parseSourceCode);
const asker = z.object({ role: z.enum(ROLES), library: library.nullable() });
const whole = z.number().int().min(0);

const searchQuery = z.object({
  text: z.string(),
  filter: z
    .object({
      sources: z.array(z.union([z.literal(OURS), source])).exactOptional(),
      libraries: z.array(library).exactOptional(),
      collections: z.array(z.string()).exactOptional(),
      kinds: z.array(z.enum(DOCUMENT_KINDS)).exactOptional(),
      languages: z.array(z.string()).exactOptional(),
      decades: z.array(z.number().int()).exactOptional(),
    })
    .exactOptional(),
  sort: z.enum(['relevance', 'newest', 'oldest']).exactOptional(),
  offset: whole.exactOptional(),
  limit: whole.exactOptional(),
  isTyping: z.boolean().exactOptional(),
});
const documentFilter = z.object({
  states: z.array(z.enum(DOCUMENT_STATES)).exactOptional(),
  library: library.exactOptional(),
  collection: z.string().exactOptional(),
  kind: z.enum(DOCUMENT_KINDS).exactOptional(),
});
const stretch = z.object({ limit: whole, after: z.string().exactOptional() });
const hitStretch = z.object({ offset: whole, limit: whole });

/** Reads what a question is asked with, then asks it. */
type Asking = (reading: Reading, raw: unknown) => Promise<unknown>;

const asking =
  <Schema extends z.ZodType>(
    schema: Schema,
    ask: (reading: Reading, asked: z.output<Schema>) => Promise<unknown>,
  ): Asking =>
  async (reading, raw) =>
    ask(reading, parseInput(schema, raw));

/** Every question of `Reading`, by its name, with its arguments by theirs. */
const questions: Readonly<Record<keyof Reading, Asking>> = {
  search: asking(z.object({ query: searchQuery }), (reading, { query }) => reading.search(query)),
  suggest: asking(z.object({ start: z.string(), limit: whole }), (reading, { start, limit }) =>
    reading.suggest(start, limit),
  ),
  document: asking(z.object({ id, asker }), (reading, asked) => reading.document(asked.id, asked.asker)),
  documentAlone: asking(z.object({ id, asker }), (reading, asked) => reading.documentAlone(asked.id, asked.asker)),
  page: asking(z.object({ id, page, asker }), (reading, asked) => reading.page(asked.id, asked.page, asked.asker)),
  hits: asking(z.object({ id, text: z.string(), stretch: hitStretch, asker }), (reading, asked) =>
    reading.hits(asked.id, asked.text, asked.stretch, asked.asker),
  ),
  documents: asking(z.object({ filter: documentFilter, stretch, asker }), (reading, asked) =>
    reading.documents(asked.filter, asked.stretch, asked.asker),
  ),
  shelves: asking(z.object({}), (reading) => reading.shelves()),
  sources: asking(z.object({}), (reading) => reading.sources()),
  foreignRecord: asking(z.object({ source, id }), (reading, asked) => reading.foreignRecord(asked.source, asked.id)),
  libraries: asking(z.object({}), (reading) => reading.libraries()),
  collections: asking(z.object({ library: library.exactOptional() }), (reading, asked) =>
    reading.collections(asked.library),
  ),
};

/** Answers a question of `Reading` by its name. Fails with `input.bad-form` or `address.missing`, and as the question does. */
export async function answerQuestion(reading: Reading, name: string, raw: unknown): Promise<unknown> {
  if (Object.hasOwn(questions, name)) return questions[name as keyof Reading](reading, raw);
  throw new Failure('missing', 'address.missing', 'There is nothing at this address.');
}
