import type { Names } from './names.ts';

/** What the parts of the library are called in Vietnamese. */
export const namesVi: Names = {
  kinds: {
    book: 'Sách',
    newspaper: 'Báo',
    article: 'Bài trích',
    official: 'Văn bản hành chính',
    manuscript: 'Bản viết tay',
    map: 'Bản đồ',
    photograph: 'Ảnh',
    other: 'Loại khác',
  },
  states: {
    received: 'Đã nhận',
    reading: 'Đang đọc',
    published: 'Đã công bố',
    failed: 'Bị lỗi',
    refused: 'Bị từ chối',
  },
  pageStates: { waiting: 'Chờ đọc', read: 'Đã đọc', blank: 'Trang trắng', unreadable: 'Không đọc được' },
  steps: {
    intake: 'Tách trang',
    'ocr-page': 'Đọc chữ',
    'make-thumbnails': 'Làm ảnh nhỏ',
    'build-pdf': 'Dựng PDF',
    'publish-revision': 'Công bố',
    'index-document': 'Đưa vào tìm kiếm',
  },
  roles: { reader: 'Bạn đọc', archivist: 'Cán bộ số hóa', admin: 'Quản trị', operator: 'Chương trình trên máy' },
};
