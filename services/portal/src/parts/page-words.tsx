import { blocksOf, type PageText, type Word } from '@diachi/page-text';
import { Fragment } from 'preact';

export type PageWordsProps = { readonly text: PageText; readonly hits: readonly number[]; readonly language: string };

/** The words of a page as they stand, line by line, to be selected and copied. A hit leads to its box on the image. */
export function PageWords({ text, hits, language }: PageWordsProps) {
  if (text.kind !== 'read') return null;
  const order = new Map(text.words.map((word, index) => [word, index]));
  const marked = new Set(hits);
  return (
    <div class="words" lang={language}>
      {blocksOf(text).map((lines, block) => (
        <p key={block}>
          {lines.map((line, place) => (
            <span key={place} class="line">
              {line.map((word, at) => {
                const index = order.get(word) ?? 0;
                return (
                  <Fragment key={index}>
                    {at > 0 && ' '}
                    <PageWord word={word} index={index} isHit={marked.has(index)} />
                  </Fragment>
                );
              })}
              {'\n'}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}

type PageWordProps = { readonly word: Word; readonly index: number; readonly isHit: boolean };

function PageWord({ word: { text, box }, index, isHit }: PageWordProps) {
  const written = `${box.x} ${box.y} ${box.width} ${box.height}`;
  if (!isHit) return <span data-box={written}>{text}</span>;
  return (
    <mark>
      <a id={`word-${index}`} href={`#box-${index}`} data-box={written}>
        {text}
      </a>
    </mark>
  );
}
