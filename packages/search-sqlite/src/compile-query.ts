import { type Correction, fold, type ParsedQuery, type QueryPart, type QueryWord } from '@diachi/vietnamese';

/** Words this far apart still belong together; more words than half of that are a sentence, found together or not at all. */
const NEAR_WORDS = 12;
const MOST_NEAR = 6;

/** One question in several strictnesses, as full-text expressions; null where it would ask nothing new. */
export type CompiledQuery = {
  /** Every word and phrase, in any spelling. Everything else finds a part of what this finds. */
  readonly all: string;
  /** The same without corrections. */
  readonly direct: string | null;
  /** The words side by side, as typed. */
  readonly phrase: string | null;
  /** The words within a few lines. */
  readonly near: string | null;
  /** With exactly the tones typed. */
  readonly exactAll: string | null;
  readonly exactPhrase: string | null;
  readonly exactNear: string | null;
};

/** `isTyping`: the last word may go on. Its tones are not judged before it is whole. */
export function compileQuery(
  query: ParsedQuery,
  { isTyping, corrections }: { readonly isTyping: boolean; readonly corrections: readonly Correction[] },
): CompiledQuery {
  const words = query.parts.flatMap((part) => part.words);
  const open = isTyping ? words.at(-1) : undefined;
  const wholeParts = query.parts
    .map((part) => ({ ...part, words: part.words.filter((word) => word !== open) }))
    .filter((part) => part.words.length > 0);
  const wholeWords = words.filter((word) => word !== open);

  const folded = (word: QueryWord) => word.folded;
  const exact = (word: QueryWord) => word.exact;
  const isCorrected = corrections.length > 0;
  const asks = <Expression>(isAsked: boolean, expression: () => Expression) => (isAsked ? expression() : null);
  const isSpread = query.parts.length > 1 && words.length <= MOST_NEAR;
  const isExact = query.hasMarks && !isCorrected && wholeWords.length > 0;

  return {
    all: everyPart(query.parts, folded, open, meanings(corrections)),
    direct: asks(isCorrected, () => everyPart(query.parts, folded, open)),
    phrase: asks(query.parts.length > 1 && !isCorrected, () => sideBySide(words, folded, open)),
    near: asks(isSpread && !isCorrected, () => closeBy(words, folded, open)),
    exactAll: asks(isExact, () => everyPart(wholeParts, exact)),
    exactPhrase: asks(isExact && wholeParts.length > 1, () => sideBySide(wholeWords, exact)),
    exactNear: asks(isExact && isSpread && wholeParts.length > 1, () => closeBy(wholeWords, exact)),
  };
}

type Form = (word: QueryWord) => string;

const everyPart = (
  parts: readonly QueryPart[],
  form: Form,
  open?: QueryWord,
  meant: ReadonlyMap<string, readonly string[]> = new Map(),
): string =>
  parts
    .map(({ isPhrase, words }) => {
      const alternatives = isPhrase ? [] : (meant.get(words[0]?.folded ?? '') ?? []);
      const asTyped = sideBySide(words, form, open);
      return alternatives.length === 0 ? asTyped : `(${[asTyped, ...alternatives.map(quoted)].join(' OR ')})`;
    })
    .join(' AND ');

const sideBySide = (words: readonly QueryWord[], form: Form, open?: QueryWord): string =>
  `${quoted(words.map(form).join(' '))}${words.at(-1) === open && open ? ' *' : ''}`;

const closeBy = (words: readonly QueryWord[], form: Form, open?: QueryWord): string =>
  `NEAR(${words.map((word) => sideBySide([word], form, open)).join(' ')}, ${NEAR_WORDS})`;

function meanings(corrections: readonly Correction[]): ReadonlyMap<string, readonly string[]> {
  const byTyped = Map.groupBy(corrections, ({ typed }) => fold(typed));
  return new Map([...byTyped].map(([typed, list]) => [typed, list.map(({ meant }) => fold(meant))]));
}

// Words are letters and digits only; the doubled quote is for the day that changes.
const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`;
