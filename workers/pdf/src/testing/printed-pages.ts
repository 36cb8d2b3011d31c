import type { Word } from '@diachi/page-text';
import type { PdfPage } from '../write-pdf.ts';
import { jpeg } from './pictures.ts';

export const columnLeft = [
  'Địa chí huyện Mường Tè chép rằng',
  'năm Giáp Ngọ nước lũ tràn về bản,',
  'người già dắt trẻ nhỏ lên đồi cao;',
  'thóc lúa, trâu bò trôi theo dòng.',
  'Ông Lò Văn Ủn giữ được quyển sổ',
  'ghi tên từng hộ, nay còn ở đình.',
];
export const columnRight = [
  'Sách ấy gồm ba quyển, bìa giấy dó,',
  'chữ Nôm viết tay, nét còn rõ ràng.',
  'Trang đầu đề: «Ký sự vùng biên».',
  'Kế đến là bản đồ vẽ bằng mực đỏ,',
  'sông Đà uốn khúc qua bảy mường,',
  'chợ phiên họp vào ngày Thìn, Tuất.',
];
export const poem = ['Ễnh ương kêu ộp', 'gỡ ỷ ạ ẵ ở ừ', 'Œuvre complète — 1954'];

const reading = {
  version: 1,
  engine: { name: 'tesseract.js', version: '7.0.0', model: 'vie', settings: {} },
  treatments: [],
  look: null,
} as const;

const grey = await jpeg({ channels: 1 });

/** A page with columns of lines, set in 12 point type at 300 dpi: boxes go round the ink. */
export function read(
  columns: readonly (readonly string[])[],
  {
    image = grey,
    type = 'image/jpeg',
    lineDistance = 68,
  }: { image?: Buffer; type?: 'image/jpeg' | 'image/png'; lineDistance?: number } = {},
): PdfPage {
  let line = 0;
  const words = columns.flatMap((lines, block) =>
    lines.flatMap((text, row) => printLine(text, { block, baseline: 230 + row * lineDistance, line: line++ })),
  );
  const size = { widthPx: 2480, heightPx: 3508, dpi: 300, type };
  return {
    text: {
      ...reading,
      image: size,
      kind: 'read',
      words,
      blocks: [],
      furtherEngines: [],
      expectedError: null,
      damage: null,
    },
    image,
  };
}

type PrintedLine = { readonly block: number; readonly baseline: number; readonly line: number };

function printLine(text: string, { block, baseline, line }: PrintedLine): readonly Word[] {
  let x = 200 + block * 1150;
  return text
    .split(' ')
    .filter(Boolean)
    .map((part): Word => {
      const box = { x, y: baseline - 40, width: part.length * 24, height: /[gyqp,;ạộ]/.test(part) ? 50 : 40 };
      x += box.width + 14;
      return { text: part, box, confidence: 0.9, line, block };
    });
}

export function unreadable(image: Buffer | null): PdfPage {
  const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: {} } as const;
  return { text: { ...reading, image: null, kind: 'unreadable', reason }, image };
}

export const word = (text: string): Word => ({
  text,
  box: { x: 0, y: 0, width: 1, height: 1 },
  confidence: 0.9,
  line: 0,
  block: 0,
});
