import type { Word } from '@diachi/page-text';
import { type LanguageModel, learnLanguage } from '@diachi/vietnamese';
import { expect, test } from 'vitest';
import { weighLanguage } from './weigh-language.ts';

const LIBRARY = [
  'Người dân trong bản đã được học chữ. Thư viện tỉnh Lai Châu mở cửa từ năm 1963.',
  'Trường học của huyện được xây lại, người dân đã góp công.',
  'Cán bộ thư viện huyện đi khắp các bản, được dân tin yêu.',
  'Giáo viên và nhân viên của trường, đoàn viên các bản đã làm xong.',
  'Năm 1971 thư viện tỉnh Lai Châu có thêm sách, người đọc rất đông.',
];

test('what is no syllable becomes the one the library has there', () => {
  expect(weighed('nguời dân đã đuợc học', learned())).toBe('người dân đã được học');
});

test('what is possible and rightly spelt is put right by its neighbours, when the engine was in doubt', () => {
  expect(weighed('Thư viên tỉnh Lai Châu', learned(), 0.5)).toBe('Thư viện tỉnh Lai Châu');
});

test('what the engine is sure of and is possible stays', () => {
  expect(weighed('Thư viên tỉnh Lai Châu', learned(), 0.99)).toBe('Thư viên tỉnh Lai Châu');
});

test('without a model what is possible stays, however unlikely it looks', () => {
  expect(weighed('Thư viên tĩnh Lai Chậu', null, 0.3)).toBe('Thư viên tĩnh Lai Chậu');
});

test('without a model what cannot be becomes what the page has elsewhere', () => {
  const page = 'người dân đã được học, người xưa có câu, người già ngoéo cổ';
  const sure = lineOf(page, 0.96);
  const doubtful = lineOf('nguời đuợc', 0.7).map((word) => ({ ...word, line: 1 }));

  const texts = weighLanguage([...sure, ...doubtful], null, 'vie').map(({ text }) => text);

  expect(texts.slice(0, sure.length).join(' ')).toBe(page);
  expect(texts.slice(sure.length)).toEqual(['người', 'được']);
});

test('a model of nothing is as none', () => {
  const words = lineOf('người dân đuợc, Thư viên tĩnh Lai Chậu', 0.5);

  expect(weighLanguage(words, learnLanguage().finish(), 'vie')).toEqual(weighLanguage(words, null, 'vie'));
});

test('a model that does not foresee the page leaves alone what is possible', () => {
  // The same word is put right where the rest of the page is of the sort the model was learned from.
  const doubtful = lineOf('(đả)', 0.2).map((word) => ({ ...word, line: 9 }));
  const strange = 'đá ong núi lửa sáo mèo khèn bè chum vại guồng sợi bễ lò rừng trẩu nương chè';
  const familiar = 'Thư viện tỉnh Lai Châu mở cửa từ năm trước người dân trong bản đã được học chữ';
  const after = (page: string) =>
    weighLanguage([...lineOf(`${page} ${page} ${page}`, 0.96), ...doubtful], learned(), 'vie').at(-1)?.text;

  expect([after(familiar), after(strange)]).toEqual(['(đã)', '(đả)']);
});

test.each([
  'ngày 12/7/1963 có 4.084 người',
  'UBND huyện ra QĐ-UB số 23/KH-SVHTTDL',
  'cách 12 km, nặng 5 kg, rộng 3 ha',
  'Le résident de la province écrit au gouverneur général',
  'the province was explored by French officers',
  'dãy Pu Sam Cáp, bản Nậm Cuổi, ông Giàng Seo Phử',
  'xem http://thuvien.example/lc và a@b.vn',
  'H’Mông và K’Ho ở R’lấp',
  'v.v. T.P. Lai Châu, tr. 12',
])('%s is left alone', (line) => {
  expect(weighed(line, learned(), 0.7)).toBe(line);
  expect(weighed(line, null, 0.7)).toBe(line);
});

test('capitals, signs and hyphens stay, and a small l that was read as I becomes one', () => {
  expect(weighed('“NGUỜI DÂN” đã Iàm, đuợc thư-viên.', learned(), 0.4)).toBe('“NGƯỜI DÂN” đã làm, được thư-viện.');
});

test('a change is recorded with what was there, why, and how likely it is right', () => {
  const words = lineOf('nguời dân, Thư viên tỉnh', 0.5);
  const changed = weighLanguage(words, learned(), 'vie');

  expect(changed[0]).toMatchObject({ text: 'người', change: { from: 'nguời', why: 'spelling' } });
  expect(changed[3]).toMatchObject({ text: 'viện', change: { from: 'viên', why: 'language' } });
  for (const word of [changed[0], changed[3]]) {
    expect(word?.change?.probability).toBeGreaterThan(0.8);
    expect(word?.change?.probability).toBeLessThan(1);
    expect(word?.confidence).toBe(word?.change?.probability);
  }
  expect(changed.map(({ box, line, block }) => ({ box, line, block }))).toEqual(
    words.map(({ box, line, block }) => ({ box, line, block })),
  );
  expect([changed[1], changed[2], changed[4]]).toEqual([words[1], words[2], words[4]]);
});

test('a word that was read again keeps what it was at first', () => {
  const [word] = lineOf('nguời dân', 0.5);
  const reread: Word = { ...(word as Word), change: { from: 'nqười', why: 'reread', probability: 0.6 } };
  const [, dan] = lineOf('nguời dân', 0.5);

  const [changed] = weighLanguage([reread, dan as Word], learned(), 'vie');

  expect(changed?.change).toMatchObject({ from: 'nqười', why: 'spelling' });
});

test('words of neighbouring columns and tables are no neighbours', () => {
  const words = lineOf('Thư viên', 0.5).map((word, block) => ({ ...word, block }));

  expect(weighLanguage(words, learned(), 'vie')).toEqual(words);
});

test('a page without words, and words without letters, come back as they are', () => {
  const signs = lineOf('— *** 12 … ’ - 漢字 ؟', 0.2);

  expect(weighLanguage([], learned(), 'vie')).toEqual([]);
  expect(weighLanguage(signs, learned(), 'vie')).toEqual(signs);
});

test('a page in another language is left alone, one with French on it is not', () => {
  const words = lineOf('nguời dân', 0.5);

  expect(weighLanguage(words, learned(), 'fra')).toEqual(words);
  expect(weighLanguage(words, learned(), 'vie+fra')[0]?.text).toBe('người');
});

const weighed = (line: string, model: LanguageModel | null, confidence = 0.6) =>
  weighLanguage(lineOf(line, confidence), model, 'vie')
    .map(({ text }) => text)
    .join(' ');

const lineOf = (line: string, confidence: number): readonly Word[] =>
  line.split(' ').map((text, at) => ({
    text,
    confidence,
    box: { x: at * 100, y: 10, width: 90, height: 30 },
    line: 0,
    block: 0,
  }));

function learned(): LanguageModel {
  const learner = learnLanguage();
  // As often as in a library of some size; each text stands in several documents.
  for (let copy = 0; copy < 20; copy += 1) for (const text of LIBRARY) learner.addDocument([text]);
  return learner.finish();
}
