import type { PageText, Word } from '@diachi/page-text';
import type { Frame } from '../frame.ts';
import { doubtNote } from './doubt-note.ts';
import { PageBlocks } from './page-blocks.tsx';

export type PageWordsProps = {
  readonly frame: Frame;
  readonly text: PageText;
  readonly hits: readonly number[];
  /** Indexes of words that are marked as doubtful, each with the reason. */
  readonly doubtful: readonly number[];
  readonly language: string;
};

/** The words of a page in the order they are read, to be selected and copied. What is marked leads to its box on the image. */
export function PageWords({ frame, text, hits, doubtful, language }: PageWordsProps) {
  if (text.kind !== 'read') return null;
  const order = new Map(text.words.map((word, index) => [word, index]));
  const [marked, doubted] = [new Set(hits), new Set(doubtful)];
  return (
    <div class="words" lang={language}>
      <PageBlocks
        text={text}
        messages={frame.messages}
        write={(word, shown) => {
          const index = order.get(word) ?? 0;
          return (
            <PageWord
              word={{ ...word, text: shown }}
              index={index}
              isHit={marked.has(index)}
              note={doubted.has(index) ? doubtNote(frame, word) : null}
              language={frame.language}
            />
          );
        }}
      />
    </div>
  );
}

type PageWordProps = {
  readonly word: Word;
  readonly index: number;
  readonly isHit: boolean;
  /** Why it is doubtful; null for a word that is not marked as such. */
  readonly note: string | null;
  readonly language: string;
};

function PageWord({ word: { text, box }, index, isHit, note, language }: PageWordProps) {
  const written = `${box.x} ${box.y} ${box.width} ${box.height}`;
  if (!isHit && note === null) return <span data-box={written}>{text}</span>;
  const link = (
    <a
      id={`word-${index}`}
      class={note === null ? undefined : 'doubtful'}
      href={`#box-${index}`}
      data-box={written}
      aria-describedby={note === null ? undefined : `doubt-${index}`}
    >
      {text}
    </a>
  );
  return (
    <>
      {isHit ? <mark>{link}</mark> : link}
      {note !== null && (
        <span id={`doubt-${index}`} class="doubt-note" role="tooltip" lang={language}>
          {note}
        </span>
      )}
    </>
  );
}
