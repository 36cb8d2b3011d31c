import type { SnippetPart } from '@diachi/ports';

/** A stretch of text with what was sought in it marked. */
export const Snippet = ({ parts }: { readonly parts: readonly SnippetPart[] }) => (
  <>{parts.map(({ text, isHit }, place) => (isHit ? <mark key={place}>{text}</mark> : text))}</>
);
