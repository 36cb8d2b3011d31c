import { DOCUMENT_KINDS, parseDocumentId, parseRecord } from '@diachi/domain';
import type { IndexedDocument, IndexedPage, SearchQuery } from '@diachi/ports';

const words =
  'địa chí tỉnh nhà sông núi bản làng người Thái Mông Dao Lự Hà Nhì chợ phiên lễ hội muối mắm gạo nương rẫy ruộng bậc thang đường xá cầu treo trường học nhà sàn khăn piêu ' +
  'xòe khèn sáo đàn tính hát then cúng bản mường phìa tạo quan châu phủ huyện xã tổng Pháp đồn lính đánh giặc kháng chiến dân công chiến dịch Nguyễn Nguyệt Phương Thương ' +
  'Trường nghiêng chuyện thuyền thường nước rừng thú voi hổ gấu thuốc phiện bông chàm dệt vải thuế khoá hoà bình hòa thúy thuý khỏe khoẻ Lai-Châu Điện-Biên 1954 1938 7/5/1954 ' +
  "H'Mông K'Ho l’Indochine français école 漢 喃 院 chi chí chỉ chì dia đĩa địa ma má mà mạ muỗi muôi cho chó chợ chờ";
const vocabulary = words.split(/\s+/);

/** Numbers that look thrown and are the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Commoner words have lower numbers, as in any language. */
const someWords = (roll: (sides: number) => number, count: number): string =>
  Array.from({ length: count }, () => vocabulary[Math.min(roll(vocabulary.length), roll(vocabulary.length))]).join(' ');

const collections = ['', 'Địa chí', 'Báo cũ', 'BÁO CŨ', 'Ảnh "xưa" \\', `Sưu tập ${'rất dài '.repeat(20).trim()}`];
const dates = ['', '1954-05-07', '195X', '1938/1941', '1968/1972', '19XX', '2001', '-0005'];
const languages = ['vie', 'vie+fra', 'fra+vie', 'vie+chi_sim'];

export const sampleDocuments = (count: number): readonly IndexedDocument[] =>
  Array.from({ length: count }, (_, place) => {
    const roll = dice(place + 1);
    const record = parseRecord({
      title: `${someWords(roll, 3 + roll(4))} ${place}`,
      library: ['tinh', 'muong-te', 'phong-tho', 'truong-1'][roll(4)],
      collection: collections[roll(collections.length)],
      kind: DOCUMENT_KINDS[roll(DOCUMENT_KINDS.length)],
      date: dates[roll(dates.length)],
      language: languages[roll(languages.length)],
    });
    const receivedAt = new Date(Date.UTC(2026, 0, 1, 0, place)).toISOString();
    return { id: parseDocumentId(`sample${String(place).padStart(10, '0')}`), record, receivedAt };
  });

export function samplePages({ id }: IndexedDocument): readonly IndexedPage[] {
  const roll = dice(Number(id.slice(6)) + 7_000);
  return Array.from({ length: roll(12) }, (_, page) => ({
    page,
    label: String(page + 1),
    text: Array.from({ length: 1 + roll(6) }, () => `${someWords(roll, 4 + roll(8))}.`).join('\n'),
  }));
}

const filters: readonly SearchQuery['filter'][] = [
  undefined,
  { libraries: ['tinh' as never] },
  { collections: ['Báo cũ'], kinds: ['book', 'map'] },
  { collections: ['Ảnh "xưa" \\'], languages: ['fra'] },
  { decades: [1950, 1970], languages: ['vie'] },
];

const texts = [
  'muối',
  'địa chí',
  'dia chi',
  '"địa chí"',
  'hoà bình',
  'lai chau',
  'Lai-Châu',
  'lễ hội chợ phiên',
  '1954',
  '7/5/1954',
  "H'Mông",
  'indochine',
  '漢喃',
  'khoẻ',
  'thúy',
  'ma',
  'chợ',
  '"chợ phiên" muối',
  'nhà sàn',
  'kháng chiến chiến dịch',
  'không có từ này',
  'nguyenn',
  'nghieng',
  'truongg học',
  'chuyen thuyen',
  'kruong',
  'chiế',
  'lễ hộ',
  '"dân cô',
  'thươn',
];

/** Sixty questions: each text plainly, and once more with a filter, in an order, or while it is typed. */
export const sampleQueries: readonly SearchQuery[] = [
  ...texts.map((text): SearchQuery => ({ text })),
  ...texts.map((text, place): SearchQuery => {
    const filter = filters[place % filters.length];
    return { text: place % 10 === 9 ? '' : text, ...(filter ? { filter } : { isTyping: true }) };
  }),
];
