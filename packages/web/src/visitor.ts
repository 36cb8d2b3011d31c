import type { Asker } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import type { Response } from 'express';

/** Who is asking, and how they are answered. `library` is theirs as `Asker` says. */
export type Visitor = Asker & {
  /** Null for a reader, who has not signed in; `operator` for the command line. */
  readonly name: string | null;
  /** The person's number in the catalogue; null for readers and the operator. */
  readonly personId: number | null;
  /** What a form of theirs carries as `csrf`, and a script as `x-csrf-token`; empty when not signed in. */
  readonly csrfToken: string;
  /** The language pages are shown in. */
  readonly language: Language;
};

export const CSRF_FIELD = 'csrf';
export const CSRF_HEADER = 'x-csrf-token';

/** Keeps who asks with the answer, for the page that has to say what failed. */
export const rememberVisitor = (response: Response, visitor: Visitor): void => {
  response.locals['visitor'] = visitor;
};

export const visitorOf = (response: Response): Visitor | null =>
  (response.locals['visitor'] as Visitor | undefined) ?? null;
