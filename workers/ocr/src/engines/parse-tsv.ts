import type { Word } from '@diachi/page-text';
import { isWord } from './is-word.ts';

const WORD_LEVEL = '5';

/** Reads the table Tesseract writes, as a program or in a thread: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function parseTsv(table: string): readonly Word[] {
  const words: Word[] = [];
  let line = { name: '', number: -1 };
  let block = { name: '', number: -1 };
  for (const row of table.split('\n')) {
    const [level, , inBlock = '', inParagraph, inLine, , ...rest] = row.split('\t');
    const text = (rest[5] ?? '').replace(/\s+/g, '').normalize('NFC');
    if (level !== WORD_LEVEL || !isWord(text)) continue;
    const [x = 0, y = 0, width = 0, height = 0, confidence = 0] = rest.slice(0, 5).map(Number);
    const lineName = `${inBlock}/${inParagraph}/${inLine}`;
    if (lineName !== line.name) line = { name: lineName, number: line.number + 1 };
    if (inBlock !== block.name) block = { name: inBlock, number: block.number + 1 };
    words.push({
      text,
      box: { x, y, width, height },
      confidence: Math.min(1, Math.max(0, confidence / 100)),
      line: line.number,
      block: block.number,
    });
  }
  return words;
}
