import { Refusal } from '../diagnostics.ts';

export type CqlToken = {
  /** `word` is bare, `quoted` came in quotes, `sign` is one of ( ) / and the comparisons; `end` comes last. */
  readonly kind: 'word' | 'quoted' | 'sign' | 'end';
  readonly text: string;
};

const MOST_CHARACTERS = 4_000;

const token = /\s*(?:(==|<=|>=|<>|[()/=<>])|"((?:[^"\\]|\\[\s\S])*)"|([^\s()/=<>"]+))/y;

/** Cuts a query of CQL 1.2 into its signs and strings. Fails with diagnostics 10 and 12. */
export function cqlTokens(query: string): readonly CqlToken[] {
  if (query.length > MOST_CHARACTERS) throw new Refusal(12, String(MOST_CHARACTERS));
  const tokens: CqlToken[] = [];
  const text = query.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const [, sign, quoted, word] = token.exec(text) ?? [];
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else throw new Refusal(10, `a quote that is not closed, from character ${at + 1} on`);
  }
  return [...tokens, { kind: 'end', text: '' }];
}
