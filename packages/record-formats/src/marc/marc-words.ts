/** What stands before an English title (246 $i), and before the name of a collection (787 $i). */
export const ENGLISH_TITLE_LABEL = 'Nhan đề tiếng Anh:';
export const COLLECTION_LABEL = 'Thuộc bộ sưu tập:';
