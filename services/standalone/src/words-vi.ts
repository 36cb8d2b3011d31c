import type { Language } from '@diachi/messages';
import { usageVi } from './usage-words.ts';

/** What a harvest brought, counted. */
type Harvested = Readonly<Record<'fresh' | 'changed' | 'gone' | 'refused', number>>;

/** What the terminal says, in Vietnamese. */
export const wordsVi = {
  language: 'vi' as Language,
  usage: usageVi,
  help: {
    program: 'Kho Địa Chí: số hoá, nhận dạng chữ và tìm trong tài liệu địa chí.',
    help: 'xem hướng dẫn',
    json: 'in đúng một giá trị JSON ra đầu ra chuẩn',
    paths: 'tệp hoặc thư mục ảnh quét; ảnh trong một thư mục là một tài liệu, mỗi tệp gọi tên là một tài liệu',
    ingest: 'đưa tệp và thư mục vào kho',
    search: 'tìm trong mọi trang, có dấu hay không dấu',
    show: 'xem một tài liệu và tình trạng từng trang',
    export: 'lấy một tài liệu ra thành tệp',
    status: 'tình trạng kho: số tài liệu, việc đang đợi, chỉ mục tìm kiếm, lần kiểm tra gần nhất',
    inspect: 'đối chiếu danh mục, kho tệp và chỉ mục ngay bây giờ, và đợi đến khi xong',
    verify: 'đọc lại mọi tệp, so với tổng kiểm tra, và đợi đến khi xong; trang và PDF hỏng được làm lại',
    mbPerSecond: 'số MB đọc trong một giây; 0 là nhanh hết mức',
    harvest: 'thu bản ghi của một kho khác (thêm kho ở trang /harvest)',
    harvestSource: 'mã của kho',
    harvestAll: 'thu tất cả, không chỉ phần đã đổi từ lần trước',
    learn: 'học lại ngôn ngữ của kho từ phần chữ có sẵn trong các tài liệu đã phát hành',
    rebuild: 'dựng lại danh mục và chỉ mục từ các tệp trong kho',
    migrateProfile: 'chuyển cả thư viện: từ thư mục dữ liệu sang cụm máy chủ, hoặc ngược lại',
    moveTo: 'chuyển tới: cluster (cụm máy chủ) hoặc folder (thư mục dữ liệu)',
    user: 'những người được đăng nhập',
    userAdd: 'thêm một người và in đường dẫn đăng nhập dùng một lần; người đã có thì được đường dẫn mới',
    userList: 'liệt kê những người được đăng nhập',
    query: 'lời tìm; "trong ngoặc kép" là một cụm từ',
    limit: 'số tài liệu nhiều nhất',
    id: 'mã tài liệu',
    format: 'pdf, text, alto, manifest hoặc tiles (IIIF mức 0, máy chủ web nào cũng đưa lên được)',
    ids: 'mã tài liệu; với --bag, không nêu mã nào là mọi tài liệu đã phát hành',
    bag: 'thư mục: mỗi tài liệu thành một gói (BagIt) ở đó, để thư viện khác nhận lại',
    output: 'tệp (với alto và tiles: thư mục); "-" là đầu ra chuẩn',
    tilesAt: 'địa chỉ web sẽ đặt thư mục tiles',
    name: 'tên đăng nhập hoặc địa chỉ thư điện tử',
    role: 'member (bạn đọc), archivist (cán bộ số hoá) hoặc admin (quản trị)',
    userLibrary: 'mã thư viện của người đó; bạn đọc thì phải có',
    title: 'nhan đề; không có thì lấy theo tên tệp',
    library: 'mã thư viện thành viên',
    collection: 'bộ sưu tập',
    kind: 'loại: book, newspaper, article, official, manuscript, map, photograph, other',
    date: 'thời gian theo EDTF: 1954, 1954-05-07, 195X, 1954~, 1950/1955',
    lang: 'ngôn ngữ trên trang, ngôn ngữ chính đứng đầu: vie, vie+fra',
    creator: 'tác giả, cơ quan; vai trò khác ghi "Tên | chủ biên"; dùng được nhiều lần',
    subject: 'chủ đề; dùng được nhiều lần',
    place: 'địa danh tài liệu nói đến; dùng được nhiều lần',
    access: 'ai được xem: open, no-download, preview, members, record, closed',
    embargo: 'ngày mở, ví dụ 2030-01-31; trước đó chỉ hiện biểu ghi',
    licence: 'bản quyền: public-domain, no-known-copyright, in-copyright, cc-by, cc0, …',
    together: 'ghép mọi tệp gọi tên thành một tài liệu',
    each: 'tách ảnh trong thư mục, mỗi ảnh một tài liệu',
    wait: 'đợi đến khi đọc xong',
  },
  opening: (folder: string) => `Dữ liệu nằm ở ${folder}`,
  newFolder: (folder: string) => `Đã tạo thư mục dữ liệu ${folder}`,
  serving: (address: string) => `Thư viện mở tại ${address}`,
  alsoAt: (addresses: string) => `Máy khác trong mạng vào qua: ${addresses}`,
  link: (name: string, link: string) =>
    `Đường dẫn đăng nhập dùng một lần cho “${name}” (chỉ hiện ở đây, hết hạn sau 7 ngày):\n  ${link}`,
  howToEnd: 'Bấm Ctrl-C để dừng.',
  ending: 'Đang kết thúc cho trọn việc… (bấm Ctrl-C lần nữa để dừng ngay)',
  ended: 'Đã dừng. Việc còn dở sẽ làm tiếp ở lần mở sau.',
  endTooLong: 'Chưa kết thúc kịp trong thời hạn nên dừng ngay; việc còn dở sẽ làm tiếp ở lần mở sau.',
  endFailed: 'Có lỗi khi kết thúc; chi tiết nằm trong tệp nhật ký.',
  bug: (file: string) => `Có lỗi chưa lường trước. Chi tiết nằm trong ${file}; xin báo cho người phát triển.`,
  badConfig: 'Các thiết lập chưa dùng được:',
  waiting: (pid: number | null) =>
    `Đang đợi ${pid === null ? 'một lệnh khác' : `lệnh khác (tiến trình ${pid})`} dùng xong thư mục dữ liệu…`,
  reading: (title: string, done: number, planned: number, rest: string) =>
    `${title}: ${done}/${planned} việc${rest === '' ? '' : `, còn khoảng ${rest}`}`,
  seconds: (count: number) => `${count} giây`,
  minutes: (count: number) => `${count} phút`,
  hours: (count: number) => `${count} giờ`,
  taken: (file: string, id: string) => `${file} → tài liệu ${id}`,
  known: (file: string, id: string) => `${file}: đã có trong kho, tài liệu ${id}`,
  published: (title: string, pages: number | null) => `Đọc xong: ${title}${pages === null ? '' : ` (${pages} trang)`}`,
  failed: (title: string, reason: string) => `Chưa xong: ${title}: ${reason}`,
  refused: (file: string, reason: string) => `Không nhận ${file}: ${reason}`,
  newLibrary: (code: string) =>
    `Đã thêm thư viện thành viên mới với mã “${code}”. Nếu gõ nhầm mã, hãy sửa biểu ghi của tài liệu; đặt tên cho thư viện ở trang Thư viện.`,
  besides: (count: number, some: string) =>
    `Bỏ qua ${count} tệp không phải ảnh quét hay PDF: ${some}${count > 3 ? ', …' : ''}`,
  paused: (reason: string) => `Tạm dừng: ${reason}`,
  resumed: 'Làm tiếp.',
  found: (total: number) => (total === 0 ? 'Không tìm thấy.' : `Tìm thấy trong ${total} tài liệu:`),
  meant: (typed: string, meant: string) => `Tìm “${meant}” thay cho “${typed}”.`,
  begun: (start: string) => `Không thấy cả từ “${start}”; đã tìm các từ bắt đầu như vậy.`,
  page: (label: string) => `trang ${label}`,
  states: {
    received: 'đã nhận',
    reading: 'đang đọc',
    published: 'đã đọc xong',
    failed: 'gặp lỗi',
    refused: 'không nhận',
  },
  pageStates: { waiting: 'đang đợi', read: 'đã đọc', blank: 'trang trắng', unreadable: 'không đọc được' },
  fillingIndex: (documents: number) => `Chỉ mục tìm kiếm còn thiếu ${documents} tài liệu; đang đưa vào trước khi tìm…`,
  catalogueAside: (path: string) =>
    `Danh mục cũ không dùng được, đã cất sang ${path}. Danh mục mới được dựng từ kho; người dùng và mật khẩu thì phải lập lại: lần mở thư viện tới sẽ in đường dẫn đăng nhập mới cho quản trị.`,
  work: (documents: number, running: number, waiting: number) =>
    documents + running + waiting === 0
      ? 'Không còn việc nào đang đợi.'
      : `Đang đọc ${documents} tài liệu: ${running} việc đang làm, ${waiting} việc đang đợi.`,
  workUnknown: (reason: string) => `Chưa hỏi được về việc đang làm: ${reason}`,
  searchLacks: (documents: number) =>
    documents === 0
      ? 'Chỉ mục tìm kiếm có đủ mọi tài liệu đã đọc xong.'
      : `Chỉ mục tìm kiếm còn thiếu ${documents} tài liệu; kho tự đưa vào dần.`,
  searchAway: 'Chỉ mục tìm kiếm không trả lời: chưa tìm được, nhưng vẫn xem được tài liệu.',
  lastInspected: (when: string, problems: number, repaired: number) =>
    `Kiểm tra lần gần nhất xong lúc ${when}: ${problems === 0 ? 'không có vấn đề' : `${problems} vấn đề cần người xem (chạy npx diachi inspect, hoặc mở trang Kiểm tra)`}, tự sửa ${repaired} chỗ.`,
  neverInspected: 'Kho chưa được kiểm tra lần nào.',
  inspectionRuns: 'Đang kiểm tra kho.',
  inspectionUnknown: (reason: string) => `Chưa hỏi được về việc kiểm tra kho: ${reason}`,
  originalsLost: (count: number) =>
    `Có ${count} tệp gốc bị hỏng hoặc mất. Chạy npx diachi verify, hoặc mở trang Kiểm tra.`,
  filesUnknown: (reason: string) => `Chưa hỏi được các tệp có còn nguyên vẹn không: ${reason}`,
  verifying: 'Kiểm tra từng tệp',
  verifyingBrokeOff: (reason: string) => `Việc kiểm tra tệp dừng giữa chừng; lần sau sẽ làm tiếp từ đó. ${reason}`,
  verified: (documents: number, files: number, megabytes: number) =>
    `Đã đọc ${files} tệp của ${documents} tài liệu (${megabytes} MB) và so từng tệp với tổng kiểm tra.`,
  inspecting: 'Kiểm tra kho',
  inspectionBrokeOff: (reason: string) => `Việc kiểm tra dừng giữa chừng. ${reason}`,
  inspected: (documents: number, objects: number, indexed: number) =>
    `Đã đối chiếu ${documents} tài liệu trong danh mục, ${objects} tệp trong kho và ${indexed} tài liệu trong chỉ mục tìm kiếm.`,
  repaired: (count: number) => (count === 0 ? 'Không phải sửa gì.' : `Đã tự sửa ${count} chỗ:`),
  problems: (count: number) => (count === 0 ? 'Không có vấn đề nào.' : `${count} vấn đề cần người xem:`),
  harvesting: 'Thu bản ghi',
  harvestBrokeOff: (reason: string) => `Việc thu dừng giữa chừng; lần sau sẽ tiếp từ đó. ${reason}`,
  harvested: ({ fresh, changed, gone, refused }: Harvested) =>
    `Mới: ${fresh}. Đổi: ${changed}. Mất: ${gone}. Không nhận: ${refused}.`,
  learning: 'Học ngôn ngữ',
  learningBrokeOff: (reason: string) => `Việc học dừng giữa chừng. ${reason}`,
  learned: (documents: number, pages: number) =>
    pages === 0
      ? 'Chưa có tài liệu đã phát hành nào có sẵn phần chữ, nên chưa có gì để học. Các trang được đọc theo quy tắc của tiếng Việt.'
      : `Đã học từ ${pages} trang của ${documents} tài liệu. Các trang đọc từ nay sẽ được đọc tốt hơn.`,
  notLearned: (pages: number) => `${pages} trang không dùng được; nhật ký ghi rõ từng trang.`,
  packed: (count: number) => `Đã đóng gói ${count} tài liệu. Ở nơi khác, nhận vào bằng: npx diachi ingest <thư mục>`,
  written: (path: string) => `Đã ghi ${path}`,
  rebuilt: (documents: number) => `Đã dựng lại ${documents} tài liệu từ kho.`,
  rebuildProblems: (count: number, isElsewhere: boolean) =>
    `${count} tệp trong kho không dùng được; ${isElsewhere ? 'nhật ký của tiến trình dựng lại (index) ở nơi đó' : 'tệp nhật ký log/diachi.log'} nêu tên từng tệp.`,
  movingFiles: 'Đang chuyển tệp',
  moved: (documents: number, objects: number) =>
    `Đã chuyển ${documents} tài liệu và ${objects} tệp, từng tệp đã so tổng kiểm tra. Nơi cũ vẫn giữ nguyên mọi thứ. Hãy mở thư viện ở nơi mới: chỉ mục tìm kiếm sẽ tự dựng lại.`,
  nobody: 'Chưa có ai.',
  hasPassword: (has: boolean): string => (has ? 'đã đặt mật khẩu' : 'chưa đặt mật khẩu'),
  roles: { member: 'bạn đọc', archivist: 'cán bộ số hoá', admin: 'quản trị' },
};

export type Words = typeof wordsVi;
