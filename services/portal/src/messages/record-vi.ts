import {
  type AccessLevel,
  CREATOR_PARTS_VI,
  type CreatorPart,
  type DocumentRecord,
  type Licence,
} from '@diachi/domain';

/** A choice, in a few words and in a sentence that says what it means. */
type ChoiceWords = { readonly label: string; readonly means: string };

type RecordMessages = {
  /** What the fields of a record are called that not every record has. */
  readonly fields: Readonly<
    Record<Exclude<keyof DocumentRecord, 'title' | 'library' | 'collection' | 'kind' | 'date' | 'language'>, string>
  >;
  readonly groups: { readonly described: string; readonly published: string; readonly rights: string };
  readonly help: {
    readonly creators: string;
    readonly lines: string;
    readonly extent: string;
    readonly series: string;
    readonly embargoUntil: string;
    readonly licence: string;
  };
  readonly access: Readonly<Record<AccessLevel, ChoiceWords>>;
  readonly licences: Readonly<Record<Licence, ChoiceWords>>;
  readonly parts: Readonly<Record<CreatorPart, string>>;
  /** What somebody is told who may see only some of it. */
  readonly seen: {
    readonly opensOn: (day: string) => string;
    readonly recordOnly: string;
    readonly smallOnly: string;
    readonly readOnly: string;
    readonly ask: (library: string) => string;
    readonly signIn: string;
    /** In the head of each page: as whose reader somebody is answered. */
    readonly readsAt: (library: string) => string;
  };
};

/** Words about records, in Vietnamese. */
export const recordVi: RecordMessages = {
  fields: {
    otherTitle: 'Còn gọi là',
    englishTitle: 'Nhan đề tiếng Anh',
    creators: 'Tác giả, cơ quan',
    publisher: 'Nhà xuất bản',
    publicationPlace: 'Nơi xuất bản',
    series: 'Tùng thư',
    subjects: 'Chủ đề',
    places: 'Địa danh',
    summary: 'Tóm tắt',
    englishSummary: 'Tóm tắt tiếng Anh',
    extent: 'Khối lượng',
    note: 'Ghi chú',
    callNumber: 'Ký hiệu xếp giá',
    isbn: 'ISBN',
    issn: 'ISSN',
    access: 'Ai được xem',
    embargoUntil: 'Mở từ ngày',
    licence: 'Bản quyền',
    rightsHolder: 'Người giữ bản quyền',
  },
  groups: { described: 'Mô tả thêm', published: 'Xuất bản và số hiệu', rights: 'Ai được xem, bản quyền' },
  help: {
    creators: `Mỗi dòng một tên. Vai trò khác tác giả ghi sau dấu |, ví dụ: Nguyễn Văn Đậu | chủ biên. Vai trò: ${Object.values(CREATOR_PARTS_VI).join(', ')}.`,
    lines: 'Mỗi dòng một mục.',
    extent: 'Ghi như trong thư mục: 120 tr. ; 24 cm',
    series: 'Có số thì ghi sau dấu phẩy: Tư liệu Điện Biên, tập 3',
    embargoUntil: 'Trước ngày này chỉ hiện biểu ghi. Để trống thì mở ngay.',
    licence: 'Cho biết bạn đọc được dùng lại tài liệu thế nào. Chưa rõ thì để “Chưa xem xét”.',
  },
  access: {
    open: { label: 'Mọi người', means: 'Ai cũng được đọc, tìm và tải về.' },
    'no-download': {
      label: 'Mọi người, không tải về',
      means: 'Ai cũng được đọc và tìm tại đây, không ai được tải về.',
    },
    preview: {
      label: 'Xem trước',
      means: 'Ai cũng được tìm trong văn bản và xem ảnh nhỏ; ảnh lớn và tệp thì không.',
    },
    members: {
      label: 'Bạn đọc của thư viện',
      means: 'Bạn đọc và phòng đọc của thư viện đang giữ được xem mọi thứ; người khác chỉ thấy biểu ghi.',
    },
    record: { label: 'Chỉ biểu ghi', means: 'Người ngoài chỉ thấy biểu ghi.' },
    closed: { label: 'Không hiển thị', means: 'Người ngoài không biết là có tài liệu này.' },
  },
  licences: {
    unknown: { label: 'Chưa xem xét', means: 'Chưa ai xem xét bản quyền của tài liệu này.' },
    'public-domain': { label: 'Thuộc về công chúng', means: 'Đã hết bảo hộ: ai cũng được dùng tự do.' },
    'no-known-copyright': {
      label: 'Không rõ còn bản quyền',
      means: 'Thư viện tin rằng không còn bản quyền, nhưng không chắc.',
    },
    'in-copyright': { label: 'Còn bản quyền', means: 'Muốn dùng lại phải xin phép người giữ quyền.' },
    'in-copyright-educational': {
      label: 'Còn bản quyền, cho dùng trong giáo dục',
      means: 'Được dùng cho giảng dạy, học tập; việc khác phải xin phép.',
    },
    'not-evaluated': { label: 'Chưa xác định', means: 'Đã xem xét mà chưa kết luận được.' },
    'cc-by': { label: 'CC BY 4.0', means: 'Được dùng lại tự do, miễn ghi tên tác giả.' },
    'cc-by-sa': { label: 'CC BY-SA 4.0', means: 'Được dùng lại, ghi tên tác giả và chia sẻ với cùng giấy phép.' },
    'cc-by-nc': { label: 'CC BY-NC 4.0', means: 'Được dùng lại không vì mục đích thương mại, có ghi tên tác giả.' },
    cc0: { label: 'CC0 1.0', means: 'Người giữ quyền đã bỏ mọi quyền: ai cũng được dùng tự do.' },
  },
  parts: CREATOR_PARTS_VI,
  seen: {
    opensOn: (day) => `Tài liệu này mở từ ngày ${day}; trước đó chỉ hiện biểu ghi.`,
    recordOnly: 'Ở đây bạn chỉ xem được biểu ghi của tài liệu này.',
    smallOnly: 'Ở đây trang chỉ có ảnh nhỏ, vì thư viện không cho xem ảnh lớn của tài liệu này.',
    readOnly: 'Tài liệu này đọc tại đây, không tải về được.',
    ask: (library) => `Nếu cần xem, hãy hỏi ${library}.`,
    signIn: 'Bạn đọc của thư viện đó đăng nhập hoặc đến phòng đọc thì xem được.',
    readsAt: (library) => `Đọc tại ${library}`,
  },
};

export type { RecordMessages };
