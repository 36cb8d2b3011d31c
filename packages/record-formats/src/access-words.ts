import { type DocumentRecord, isEmbargoed, type Licence } from '@diachi/domain';
import type { DescribedDocument } from './described-document.ts';

type Words = { readonly vi: string; readonly en: string };

const access: Readonly<Record<DocumentRecord['access'], Words>> = {
  open: { vi: 'Truy cập mở', en: 'Open access' },
  'no-download': { vi: 'Chỉ đọc trực tuyến', en: 'To be read online only' },
  preview: { vi: 'Tìm trong toàn văn, xem ảnh nhỏ', en: 'Full text search and small pictures' },
  members: { vi: 'Dành cho bạn đọc của thư viện', en: 'For members of the library' },
  record: { vi: 'Chỉ công bố biểu ghi', en: 'Record only' },
  closed: { vi: 'Không công bố', en: 'Not open' },
};

/** Who may see a document, in words; with the day it opens while it is under embargo. */
export function accessWords({ record, today }: Pick<DescribedDocument, 'record' | 'today'>): Words {
  const { vi, en } = access[record.access];
  if (!isEmbargoed(record, today)) return { vi, en };
  const { embargoUntil } = record;
  return { vi: `${vi} từ ngày ${embargoUntil}`, en: `${en} from ${embargoUntil}` };
}

const licences: Readonly<Record<Licence, Words | null>> = {
  unknown: null,
  'public-domain': { vi: 'Thuộc phạm vi công cộng', en: 'Public domain' },
  'no-known-copyright': { vi: 'Không rõ còn bản quyền', en: 'No known copyright' },
  'in-copyright': { vi: 'Còn bản quyền', en: 'In copyright' },
  'in-copyright-educational': {
    vi: 'Còn bản quyền – được dùng cho giáo dục',
    en: 'In copyright – educational use permitted',
  },
  'not-evaluated': { vi: 'Chưa xác định bản quyền', en: 'Copyright not evaluated' },
  'cc-by': { vi: 'Creative Commons Ghi công 4.0', en: 'Creative Commons Attribution 4.0' },
  'cc-by-sa': {
    vi: 'Creative Commons Ghi công – Chia sẻ tương tự 4.0',
    en: 'Creative Commons Attribution-ShareAlike 4.0',
  },
  'cc-by-nc': {
    vi: 'Creative Commons Ghi công – Phi thương mại 4.0',
    en: 'Creative Commons Attribution-NonCommercial 4.0',
  },
  cc0: { vi: 'Creative Commons Từ bỏ bản quyền 1.0', en: 'Creative Commons Zero 1.0' },
};

/** A licence in words; null where nobody has looked. */
export const licenceWords = (licence: Licence): Words | null => licences[licence];
