import { DOCUMENT_KINDS, DOCUMENT_STATES } from '@diachi/domain';
import type { DocumentFilter, Stretch } from '@diachi/ports';
import { libraryCodeInput, parseInput, severalOf } from '@diachi/web';
import { z } from 'zod';

const whole = (most: number, otherwise: number) => z.coerce.number().int().min(0).max(most).default(otherwise);

/** A listing of documents. */
export const listParameters = z.object({
  library: libraryCodeInput.optional(),
  collection: z.string().min(1).max(200).optional(),
  kind: z.enum(DOCUMENT_KINDS).optional(),
  state: severalOf(z.enum(DOCUMENT_STATES)).describe('For those who work here; to others published ones are told.'),
  after: z.string().max(200).optional().describe('The next of the stretch before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Pages of a document in which something is written. */
export const hitParameters = z.object({
  q: z.string().min(1).describe('Words, or a phrase in quotes; with or without tone marks.'),
  offset: whole(1_000_000, 0),
  limit: whole(500, 50),
});

export const suggestParameters = z.object({ q: z.string().max(200).default(''), limit: whole(20, 8) });

type AskedList = { readonly filter: DocumentFilter; readonly stretch: Stretch };

export const listOf = ({
  library,
  collection,
  kind,
  state,
  after,
  limit,
}: z.output<typeof listParameters>): AskedList => ({
  filter: {
    ...(library && { library }),
    ...(collection && { collection }),
    ...(kind && { kind }),
    ...(state && { states: state }),
  },
  stretch: { limit, ...(after && { after }) },
});

/** A listing of documents as its address asks for it. Fails with `input.bad-form`. */
export const parseListQuery = (raw: unknown): AskedList => listOf(parseInput(listParameters, raw, 'parameter'));
