import { describe, expect, test } from 'vitest';
import { judgeText } from './judge-text.ts';
import type { PdfText } from './pdf-reader.ts';

const typed = { imageShare: 0, language: 'vie' };
const underScan = { imageShare: 1, language: 'vie' };
const PROSE =
  'Ủy ban nhân dân tỉnh giao cho thư viện sưu tầm, số hóa và giới thiệu tài liệu địa chí về đất và người của các huyện vùng cao trong năm nay';

describe('text that came with a page', () => {
  test('typed Vietnamese is good', () => {
    expect(judgeText(text(PROSE), typed)).toBeNull();
  });

  test('typed text in another language is good', () => {
    expect(
      judgeText(text('Les archives de la province conservent les cartes du fleuve et de ses affluents'), typed),
    ).toBeNull();
  });

  test('text over a whole scan is good when it is Vietnamese', () => {
    expect(judgeText(text(PROSE), underScan)).toBeNull();
  });

  test.each([
    ['nothing', '', 'too-little'],
    ['a page number', '112', 'too-little'],
    [
      'letters in a TCVN3 font',
      'Uû ban nh©n d©n tØnh giao cho th­ viÖn s­u tÇm tµi liÖu ®Þa chÝ vÒ ®Êt vµ ng­êi c¸c huyÖn',
      'legacy-encoding',
    ],
    [
      'letters in a VNI font',
      'Thö vieän tænh söu taàm taøi lieäu ñòa chí veà ñaát vaø ngöôøi caùc huyeän',
      'legacy-encoding',
    ],
    ['UTF-8 read as Windows-1252', 'ThÆ° viá»‡n tá»‰nh sÆ°u táº§m tÃ i liá»‡u Ä‘á»‹a chÃ­', 'mojibake'],
    [
      'glyphs of nobody’s alphabet',
      '\ue001\ue002\ue003 \ue004\ue005 \ue006 \ue007\ue008 \ue009 \ue00a',
      'unknown-characters',
    ],
    [
      'replacement characters',
      'T\ufffd\ufffd li\ufffd\ufffdu \ufffd\ufffda ch\ufffd v\ufffd \ufffd\ufffdt',
      'unknown-characters',
    ],
  ])('%s is not', (_, content, fault) => {
    expect(judgeText(text(content), typed)).toBe(fault);
  });

  test('text whose meaning the PDF does not tell is not', () => {
    expect(judgeText({ ...text(PROSE), unknownCharacters: 30 }, typed)).toBe('unknown-characters');
  });

  test('a stamp on a scan is not the text of the page', () => {
    expect(
      judgeText(
        text('Đã số hóa tại Thư viện tỉnh ngày mười hai tháng ba năm hai nghìn không trăm hai mươi sáu số 118', 0.05),
        underScan,
      ),
    ).toBe('only-part');
  });

  test('what a program without Vietnamese read on a scan is not', () => {
    const misread =
      'CONG H0A XA HQI CHU NGHlA VI$T NAM D0c 1ap Tu d0 H?nh phuc Qnyet djnh cua Chfi tjch Uy b8n nh4n dan tlnh vé vi@c phe duy$t';

    expect(judgeText(text(misread), underScan)).toBe('not-vietnamese');
    expect(judgeText(text(misread), { imageShare: 1, language: 'fra' })).toBeNull();
  });
});

/** Words in lines of six, over this share of the page's height. */
function text(content: string, height = 0.8): PdfText {
  const written = content.split(' ').filter(Boolean);
  const lines = Math.ceil(written.length / 6);
  const words = written.map((word, at) => {
    const line = Math.floor(at / 6);
    const top = 0.1 + (line * height) / lines;
    const left = 0.1 + (at % 6) * 0.13;
    return { text: word, left, right: left + 0.1, top, bottom: top + height / lines, line, block: 0 };
  });
  return { words, unknownCharacters: 0 };
}
