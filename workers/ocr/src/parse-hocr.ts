import { isWord } from './is-word.ts';
import type { LetterChoice, ReadWord } from './ocr-engine.ts';

// One tag a match: what it is, its title, and the text right after it.
const TAG =
  /<[a-z]+ class='[^']*' id='(block|line|word|symbol|timestep|choice)[^']*'(?:[^>]*? title=(['"])(.*?)\2)?[^>]*>([^<]*)/g;
const BOX = /bbox (\d+) (\d+) (\d+) (\d+)/;
const CONFIDENCE = /x_wconf (\d+(?:\.\d+)?)/;
const CHOICE = /x_confs (\d+(?:\.\d+)?)/;

const SPACE = ' ';

type Found = { line: number; block: number; box: string; text: string; letters: Map<string, number>[] };

/**
 * Reads what Tesseract writes as hOCR with `lstm_choice_mode` 1: within each word its letters, within each letter the steps along the
 * line, within each step what the network thought of, in per cent. Words as `parseTsv` gives them, with the choices for each letter.
 */
export function parseHocr(hocr: string): readonly ReadWord[] {
  const words: ReadWord[] = [];
  const at = { line: -1, block: -1 };
  let isNewLine = true;
  let isNewBlock = true;
  let found: Found | null = null;
  const keep = () => {
    if (found) words.push(wordOf(found));
    found = null;
  };
  for (const [, kind, , title = '', written = ''] of hocr.matchAll(TAG)) {
    if (kind === 'symbol') found?.letters.push(new Map());
    else if (kind === 'choice') addChoice(found, title, written);
    else if (kind !== 'timestep') {
      keep();
      isNewBlock ||= kind === 'block';
      isNewLine ||= kind !== 'word';
      const text = plain(written);
      if (kind !== 'word' || !isWord(text)) continue;
      if (isNewLine) at.line++;
      if (isNewBlock) at.block++;
      isNewLine = false;
      isNewBlock = false;
      found = { ...at, box: title, text, letters: [] };
    }
  }
  keep();
  return words;
}

function addChoice(word: Found | null, title: string, written: string): void {
  const choices = word?.letters.at(-1);
  // A step at which it saw nothing, mostly between two letters.
  if (!choices || written === '') return;
  const letter = plain(written) || SPACE;
  choices.set(letter, (choices.get(letter) ?? 0) + Number(CHOICE.exec(title)?.[1] ?? 0));
}

function wordOf({ line, block, box: title, text, letters }: Found): ReadWord {
  const [left = 0, top = 0, right = 0, bottom = 0] = (BOX.exec(title) ?? []).slice(1).map(Number);
  const confidence = Number(CONFIDENCE.exec(title)?.[1] ?? 0) / 100;
  const word: ReadWord = {
    text,
    box: { x: left, y: top, width: right - left, height: bottom - top },
    confidence: Math.min(1, Math.max(0, confidence)),
    line,
    block,
  };
  const choices = letters.map(choicesOf).filter((letter) => letter.length > 0);
  // A mark written apart from its letter would put all choices after it one letter off.
  return choices.length === [...text].length ? { ...word, choices } : word;
}

/** Shares of all that was seen while the letter passed by; none for the space before a word, which is told as a letter of it. */
function choicesOf(seen: ReadonlyMap<string, number>): readonly LetterChoice[] {
  const all = Math.max(1, sum(seen.values()));
  const choices = [...seen]
    .map(([text, amount]) => ({ text, confidence: amount / all }))
    .toSorted((one, other) => other.confidence - one.confidence);
  return choices[0]?.text === SPACE ? [] : choices.filter(({ text }) => text !== SPACE);
}

const sum = (numbers: Iterable<number>) => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

const plain = (written: string) =>
  written
    .replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\s+/g, '')
    .normalize('NFC');
