import type { Word } from '@diachi/page-text';
import type { Block } from 'tesseract.js';
import { isWord } from './is-word.ts';

/** Words as tesseract.js nests them, laid out flat in reading order. */
export function wordsOfBlocks(blocks: readonly Block[]): readonly Word[] {
  const words: Word[] = [];
  let line = -1;
  let block = -1;
  for (const { paragraphs } of blocks) {
    const before = words.length;
    for (const paragraph of paragraphs) {
      for (const printed of paragraph.lines) {
        const found = printed.words.filter(({ text }) => isWord(text.trim()));
        if (found.length === 0) continue;
        line++;
        if (words.length === before) block++;
        for (const { text, confidence, bbox } of found) {
          words.push({
            text: text.normalize('NFC').replace(/\s+/g, ''),
            box: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
            confidence: Math.min(1, Math.max(0, confidence / 100)),
            line,
            block,
          });
        }
      }
    }
  }
  return words;
}
