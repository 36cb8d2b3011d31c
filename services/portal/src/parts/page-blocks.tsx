import { blocksOf, type PageText, type ReadBlock, type ReadParagraph, readBlocks, type Word } from '@diachi/page-text';
import { type ComponentChildren, Fragment } from 'preact';
import type { Messages } from '../messages/vi.ts';

export type PageBlocksProps = {
  readonly text: PageText & { readonly kind: 'read' };
  readonly messages: Messages;
  /** A word as it is shown, which need not be all that is printed: a hyphen at the end of a line may be no part of it. */
  readonly write: (word: Word, shown: string) => ComponentChildren;
};

/** A page's text as it is read: headings, paragraphs whose lines run on, tables. What was not told apart stands line by line. */
export function PageBlocks({ text, messages, write }: PageBlocksProps) {
  const blocks = readBlocks(text);
  if (blocks.length === 0) return <>{blocksOf(text).map((lines) => printedLines(lines, write))}</>;
  return (
    <>
      {joined(blocks).map((block, place) => (
        <PageBlock key={place} block={block} messages={messages} write={write} />
      ))}
    </>
  );
}

type PageBlockProps = Pick<PageBlocksProps, 'messages' | 'write'> & { readonly block: ReadBlock };

function PageBlock({ block, messages, write }: PageBlockProps) {
  const { role, level, paragraphs, rows } = block;
  if (role === 'other-script') return <p class="other-script">{messages.reading.otherScript}</p>;
  if (role === 'table') return <PageTable rows={rows} label={messages.reading.table} write={write} />;
  const Element = role === 'heading' ? headingOf(level ?? 1) : 'p';
  return (
    <>
      {paragraphs.map(({ lines }, place) => (
        <Element key={place} class={role === 'text' ? 'flow' : `flow ${role}`}>
          {flowing(lines, write)}
        </Element>
      ))}
    </>
  );
}

/** Under the headings the page itself has. */
const headingOf = (level: number) => (['h3', 'h4', 'h5'] as const)[level - 1] ?? 'h6';

/** Text that goes on at the top of the next column goes on in the same paragraph. */
function joined(blocks: readonly ReadBlock[]): readonly ReadBlock[] {
  const result: ReadBlock[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    const [first, ...others] = block.paragraphs;
    const before = last?.paragraphs.at(-1);
    if (last?.role !== 'text' || block.role !== 'text' || !first?.goesOn || !before) {
      result.push(block);
      continue;
    }
    const whole: ReadParagraph = { ...before, lines: [...before.lines, ...first.lines] };
    result[result.length - 1] = { ...last, paragraphs: [...last.paragraphs.slice(0, -1), whole, ...others] };
  }
  return result;
}

/** Lines run on; a word that is divided at the end of one is put together. */
function flowing(lines: readonly (readonly Word[])[], write: PageBlocksProps['write']): ComponentChildren {
  const words = lines.flat();
  return words.map((word, place) => {
    const isJoined = word.division !== undefined && place < words.length - 1;
    const shown = isJoined && !word.division?.keepsHyphen && word.text.length > 1 ? word.text.slice(0, -1) : word.text;
    return (
      <Fragment key={place}>
        {write(word, shown)}
        {!isJoined && ' '}
      </Fragment>
    );
  });
}

const printedLines = (lines: readonly (readonly Word[])[], write: PageBlocksProps['write']) => (
  <p key={lines[0]?.[0]?.line}>
    {lines.map((line) => (
      <span key={line[0]?.line} class="line">
        {line.map((word, place) => (
          <Fragment key={place}>
            {place > 0 && ' '}
            {write(word, word.text)}
          </Fragment>
        ))}
        {'\n'}
      </span>
    ))}
  </p>
);

type PageTableProps = Pick<PageBlocksProps, 'write'> & { readonly rows: ReadBlock['rows']; readonly label: string };

function PageTable({ rows, label, write }: PageTableProps) {
  const [head, ...others] = rows;
  const cells = (row: ReadBlock['rows'][number]) =>
    row.map((words, column) => <td key={column}>{flowing([words], write)}</td>);
  return (
    // What is wider than the screen is moved sideways, by keys too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys (WCAG 2.1.1).
    <section class="wide" tabIndex={0} aria-label={label}>
      <table>
        {head && isHead(head, others) && (
          <thead>
            <tr>
              {head.map((words, column) => (
                <th key={column} scope="col">
                  {flowing([words], write)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {(head && isHead(head, others) ? others : rows).map((row, place) => (
            <tr key={place}>{cells(row)}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const hasFigures = (words: readonly Word[] | undefined) => words?.some(({ text }) => /\d/.test(text)) ?? false;

/** Sure only where every column has a name without figures, and most of what stands under one of them is figures. */
function isHead(head: ReadBlock['rows'][number], others: ReadBlock['rows']): boolean {
  if (others.length < 2 || head.some((words) => words.length === 0 || hasFigures(words))) return false;
  return head.some((_, column) => others.filter((row) => hasFigures(row[column])).length > others.length / 2);
}
