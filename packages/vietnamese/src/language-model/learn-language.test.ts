import { expect, test } from 'vitest';
import { canonicalWord } from '../canonical-word.ts';
import { possibleSyllables } from '../syllable.ts';
import { learnLanguage } from './learn-language.ts';
import { createTally } from './tally.ts';
import { wordCount, wordProbability } from './word-probability.ts';

test('a word that stands in one document alone is not learned, however often', () => {
  const model = learned(['Giàng Seo Phử ở Lai Châu. '.repeat(50)], ['Ủy ban ở Lai Châu']);

  expect(model.words).toEqual(['châu', 'lai', 'ở']);
  expect(wordCount(model, 'giàng')).toBe(0);
});

test('a pair that stands in one document alone is not learned, though its words are', () => {
  const model = learned(['mật khẩu mở cửa, cửa sông'], ['khẩu phần, mật ong, mở mang, cửa sông']);

  expect(wordProbability(model, 'sông', 'cửa')).toBeGreaterThan(wordProbability(model, 'sông', null) * 2);
  expect(wordProbability(model, 'khẩu', 'mật')).toBeLessThan(wordProbability(model, 'khẩu', null) * 1.01);
});

test('spellings of one word are counted together', () => {
  const model = learned(['kỹ thuật, Hòa Bình'], ['Kĩ thuật, HOÀ BÌNH']);

  expect(wordCount(model, 'kỹ')).toBe(2);
  expect(wordCount(model, 'hoà')).toBe(2);
});

test('words parted by a sign or an empty line are no neighbours, those parted by a hyphen or a line end are', () => {
  const pages = ['thư-viện tỉnh\nnhà. Sách\n\nbáo'];
  const model = learned(pages, pages);
  const follows = (word: string, before: string) =>
    wordProbability(model, word, before) > wordProbability(model, word, null) * 2;

  expect([follows('viện', 'thư'), follows('nhà', 'tỉnh')]).toEqual([true, true]);
  expect([follows('sách', 'nhà'), follows('báo', 'sách')]).toEqual([false, false]);
});

test('the probabilities of all syllables that can follow a word leave a little for words that are none', () => {
  const model = learned(['thư viện tỉnh, thư mục, thư viện huyện'], ['thư viện xã, thư mục tỉnh và huyện']);
  const all = new Set(possibleSyllables().map(canonicalWord));
  const sum = [...all].reduce((so, word) => so + wordProbability(model, word, 'thư'), 0);

  expect(sum).toBeGreaterThan(0.9);
  expect(sum).toBeLessThan(1);
});

test('an empty library has no opinion but the rules of spelling', () => {
  const empty = learnLanguage().finish();

  for (const model of [null, empty]) {
    expect(wordProbability(model, 'được', 'đã')).toBe(wordProbability(model, 'ngoéo', null));
    expect(wordProbability(model, 'được', null)).toBeGreaterThan(100 * wordProbability(model, 'đưọcc', null));
  }
});

test('a tally that is full forgets what was seen least and keeps what is frequent', () => {
  const tally = createTally(4_000);
  for (let key = 0; key < 50_000; key += 1) {
    tally.add(key * 2 ** 24, 1);
    if (key % 10 === 0) tally.add(7, 1);
  }

  let sevens = 0;
  tally.each((key, count, documents) => {
    if (key === 7) sevens = count;
    expect(documents).toBeLessThanOrEqual(count);
  });
  expect(sevens).toBe(5_000);
  expect(tally.size).toBeLessThanOrEqual(4_000);
});

test('a word that comes late, when too many are counted, is learned like one that came early', () => {
  const learner = learnLanguage(200);
  for (let number = 0; number < 400; number += 1) learner.addDocument([rareWords(number * 10, 10)]);
  for (const _ of [1, 2]) learner.addDocument(['giàng phử, giàng phử, giàng phử']);
  for (let number = 400; number < 440; number += 1) learner.addDocument([rareWords(number * 10, 10)]);

  const model = learner.finish();

  expect([wordCount(model, 'giàng'), wordCount(model, 'phử')]).toEqual([6, 6]);
  expect(wordProbability(model, 'phử', 'giàng')).toBeGreaterThan(wordProbability(model, 'phử', null) * 2);
  expect(model.words).not.toContain('');
});

test('a document that comes page by page is learned as one that comes whole', () => {
  const pages = ['thư viện tỉnh', 'thư viện huyện'];
  const learner = learnLanguage();
  for (const _ of [1, 2]) {
    const document = learner.beginDocument();
    for (const page of pages) document.addPage(page);
    document.end();
  }
  // Broken off: it counts for nothing.
  learner.beginDocument().addPage('sách báo');

  expect(learner.finish()).toEqual(learned(pages, pages));
});

/** Words that stand nowhere else, in letters. */
const rareWords = (from: number, many: number) =>
  Array.from({ length: many }, (_, at) =>
    (from + at).toString(26).replace(/\d/g, (digit) => 'rstuvwxyzq'[Number(digit)] ?? ''),
  ).join(' ');

function learned(...documents: readonly (readonly string[])[]) {
  const learner = learnLanguage();
  for (const pages of documents) learner.addDocument(pages);
  return learner.finish();
}
