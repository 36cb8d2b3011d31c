import { attributes, place } from './alto-attributes.ts';
import { PARAGRAPH_TAG, roleTag } from './alto-tags.ts';
import { blocksOf } from './blocks.ts';
import { frameOf } from './frame.ts';
import type { Block, PageText, Word } from './page-text.ts';
import { splitRow } from './printed-lines.ts';
import { type DividedPart, dividedWords } from './undivided-text.ts';

type Line = readonly Word[];

/** The print space of a page: its blocks, lines and words in reading order. Nothing of a page without an image. */
export function* altoLayout(text: PageText): Generator<string> {
  if (!text.image) return;
  const { widthPx, heightPx } = text.image;
  yield `<PrintSpace${attributes(place({ x: 0, y: 0, width: widthPx, height: heightPx }))}>`;
  const count = { line: 0, string: 0, block: 0 };
  const divided = text.kind === 'read' ? dividedWords(text) : new Map<Word, DividedPart>();
  const writeLine = (words: Line, tag?: string) => textLine(words, count, divided, tag);
  for (const { block, lines } of blocksInOrder(text)) {
    const id = `block-${count.block++}`;
    if (block?.role === 'table') yield* table(id, lines, writeLine);
    else yield* textBlock(id, block, lines, writeLine);
  }
  yield '</PrintSpace>';
}

type BlockLines = { readonly block: Block | null; readonly lines: readonly Line[] };
type WriteLine = (words: Line, tag?: string) => Generator<string>;
type Count = { line: number; string: number };

/** Blocks with their lines, and those without words in their place. */
function blocksInOrder(text: PageText): readonly BlockLines[] {
  const grouped = blocksOf(text).map((lines) => ({ number: lines[0]?.[0]?.block ?? 0, lines }));
  if (text.kind !== 'read') return [];
  const wordless = text.blocks.flatMap((_, number) =>
    grouped.some((group) => group.number === number) ? [] : [{ number, lines: [] }],
  );
  return [...grouped, ...wordless]
    .toSorted((one, other) => one.number - other.number)
    .map(({ number, lines }) => ({ block: text.blocks[number] ?? null, lines }));
}

function* textBlock(id: string, block: Block | null, lines: readonly Line[], write: WriteLine): Generator<string> {
  const box = lines.length === 0 && block ? block.box : frameOf(lines.flat());
  const starts = new Set(block?.paragraphs);
  yield `<TextBlock${attributes({ ID: id, ...place(box), TAGREFS: block ? roleTag(block) : undefined })}>`;
  for (const words of lines) yield* write(words, starts.has(words[0]?.line ?? -1) ? PARAGRAPH_TAG : undefined);
  yield '</TextBlock>';
}

/** A table as a block of rows, each a block of cells, each a block of printed lines. */
function* table(id: string, rows: readonly Line[], write: WriteLine): Generator<string> {
  const tag = roleTag({ role: 'table', level: null });
  yield `<ComposedBlock${attributes({ ID: id, ...place(frameOf(rows.flat())), TAGREFS: tag, TYPE: 'table' })}>`;
  for (const [row, words] of rows.entries()) {
    yield `<ComposedBlock${attributes({ ID: `${id}-row-${row}`, ...place(frameOf(words)), TYPE: 'row' })}>`;
    for (const [column, lines] of Map.groupBy(splitRow(words), ([first]) => first?.cell?.column ?? 0)) {
      yield `<TextBlock${attributes({ ID: `${id}-row-${row}-cell-${column}`, ...place(frameOf(lines.flat())) })}>`;
      for (const line of lines) yield* write(line);
      yield '</TextBlock>';
    }
    yield '</ComposedBlock>';
  }
  yield '</ComposedBlock>';
}

function* textLine(
  words: Line,
  count: Count,
  divided: ReadonlyMap<Word, DividedPart>,
  tag: string | undefined,
): Generator<string> {
  yield `<TextLine${attributes({ ID: `line-${count.line++}`, ...place(frameOf(words)), TAGREFS: tag })}>`;
  for (const [position, word] of words.entries()) {
    const hyphen = hyphenOf(word, divided.get(word), position === words.length - 1);
    const content = hyphen === '' ? word.text : word.text.slice(0, -hyphen.length);
    yield `<String${attributes({ ID: `string-${count.string++}`, ...place(word.box), CONTENT: content, ...substitute(divided.get(word)), WC: word.confidence })}/>`;
    const next = words[position + 1];
    if (next) yield space(word, next);
    if (hyphen !== '') yield `<HYP${attributes({ CONTENT: hyphen })}/>`;
  }
  yield '</TextLine>';
}

/** The sign at the end of a line that is no part of the word. */
const hyphenOf = (word: Word, part: DividedPart | undefined, isLast: boolean): string =>
  part && isLast && word.division && !word.division.keepsHyphen && word.text.length > 1 ? word.text.slice(-1) : '';

const substitute = (part: DividedPart | undefined) =>
  part ? { SUBS_TYPE: part.isFirst ? 'HypPart1' : 'HypPart2', SUBS_CONTENT: part.whole } : {};

function space({ box }: Word, next: Word): string {
  const start = box.x + box.width;
  return `<SP${attributes({ HPOS: start, VPOS: box.y, WIDTH: Math.max(0, next.box.x - start) })}/>`;
}
