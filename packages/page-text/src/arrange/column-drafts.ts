import type { Span } from './bands.ts';
import { type Draft, draftOf } from './draft.ts';
import { countFootnotes } from './footnotes.ts';
import { isCaption, isHeading } from './kinds.ts';
import type { Line } from './line.ts';
import { edgesOf, type Measures } from './measures.ts';
import { isVerse, type Paragraph, paragraphsOf } from './paragraphs.ts';

export type ColumnSetting = {
  readonly frame: Span;
  readonly isBeside: boolean;
  readonly usual: Measures;
  readonly heightPx: number;
};

/** White that no paragraph has before it: a picture stands there, or something else begins. In parts of the usual distance of lines. */
const ELSEWHERE = 4;

/** A column's lines as blocks: headings, captions and footnotes each by themselves, all other text between them together. */
export function columnDrafts(
  lines: readonly Line[],
  { frame, isBeside, usual, heightPx }: ColumnSetting,
): readonly Draft[] {
  if (isBeside)
    return [
      draftOf(
        'text',
        lines.map((line) => ({ lines: [line], isStart: true })),
      ),
    ];
  const edges = edgesOf(lines, frame);
  const paragraphs = paragraphsOf(lines, edges, usual);
  const notes = countFootnotes(paragraphs, usual, heightPx);
  const body = paragraphs.slice(0, paragraphs.length - notes);
  const verse = isVerse(lines);
  const drafts: Draft[] = [];
  let text: Paragraph[] = [];
  const finish = () => {
    if (text.length > 0) drafts.push(draftOf('text', text));
    text = [];
  };
  for (const [place, paragraph] of body.entries()) {
    const around = { before: body[place - 1], after: body[place + 1], isVerse: verse };
    const isCaptionHere = isCaption(paragraph);
    if (isCaptionHere || isHeading(paragraph, around, edges, usual)) {
      finish();
      drafts.push(draftOf(isCaptionHere ? 'caption' : 'heading', [paragraph]));
      continue;
    }
    if ((paragraph.lines[0]?.pitch ?? 0) > ELSEWHERE * usual.pitch) finish();
    text.push(paragraph);
  }
  finish();
  if (notes > 0) drafts.push(draftOf('footnote', paragraphs.slice(-notes)));
  return drafts;
}
