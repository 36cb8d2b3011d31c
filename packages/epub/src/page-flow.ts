import {
  blocksOf,
  dividedWords,
  divisionOf,
  type IsSyllable,
  type PageText,
  type ReadBlock,
  readBlocks,
  undivided,
  type Word,
} from '@diachi/page-text';

/** Text that may begin before the page and go on after it. */
type Paragraph = {
  readonly kind: 'paragraph';
  readonly text: string;
  /** It goes on from the page, or the column, before. */
  readonly goesOn: boolean;
};

/** A piece of a page as it is read when lines no longer matter. */
export type Piece =
  | Paragraph
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'footnote' | 'caption'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'other-script' };

type ReadPage = PageText & { readonly kind: 'read' };

/** A page's pieces in reading order, without running heads and page numbers. Words divided at the ends of lines are whole. */
export function pageFlow(text: PageText): readonly Piece[] {
  if (text.kind !== 'read') return [];
  const say = sayWords(text);
  const blocks = readBlocks(text);
  if (blocks.length === 0) {
    return blocksOf(text)
      .map((lines) => paragraph(lines, false, say))
      .filter(says);
  }
  return blocks.flatMap((block) => piecesOf(block, say)).filter(says);
}

function piecesOf(block: ReadBlock, say: Say): readonly Piece[] {
  const { role, level, paragraphs, rows } = block;
  const whole = () => joined(paragraphs.flatMap(({ lines }) => lines).flat(), say);
  if (role === 'running-head' || role === 'page-number') return [];
  if (role === 'other-script') return [{ kind: 'other-script' }];
  if (role === 'heading') return [{ kind: 'heading', level: level ?? 1, text: whole() }];
  if (role === 'footnote' || role === 'caption') return [{ kind: role, text: whole() }];
  if (role === 'table') return [{ kind: 'table', rows: rows.map((cells) => cells.map((words) => joined(words, say))) }];
  return paragraphs.map(({ lines, goesOn }) => paragraph(lines, goesOn, say));
}

const paragraph = (lines: readonly (readonly Word[])[], goesOn: boolean, say: Say): Paragraph => ({
  kind: 'paragraph',
  text: joined(lines.flat(), say),
  goesOn,
});

type Say = (word: Word) => string;

function sayWords(text: ReadPage): Say {
  const divided = dividedWords(text);
  return (word) => {
    const part = divided.get(word);
    if (!part) return word.text;
    return part.isFirst ? part.whole : '';
  };
}

const joined = (words: readonly Word[], say: Say): string =>
  words
    .map(say)
    .filter((said) => said !== '')
    .join(' ');

function says(piece: Piece): boolean {
  if (piece.kind === 'table') return piece.rows.some((cells) => cells.some((cell) => cell !== ''));
  return piece.kind === 'other-script' || piece.text !== '';
}

/** What goes on from one page to the next, as one text: a word divided between them is put together. */
export function joinTexts(first: string, rest: string, isSyllable: IsSyllable | undefined): string {
  const [last = ''] = first.split(' ').slice(-1);
  const [head = ''] = rest.split(' ');
  const division = divisionOf(last, head, isSyllable);
  if (!division) return `${first} ${rest}`;
  return first.slice(0, first.length - last.length) + undivided(last, division, head) + rest.slice(head.length);
}
