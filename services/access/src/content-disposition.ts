import { cleanFileName } from '@diachi/domain';

// attr-char of RFC 8187: what encodeURIComponent leaves alone besides these must be encoded too.
const encode = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** The name under which a download of a document is saved. */
export const downloadName = (title: string, ending: string): string =>
  cleanFileName(`${title.replace(/[/\\]/g, '-')}.${ending}`);

/** A header that offers a download under a document's title (RFC 6266), with a plain name beside it for old programs. */
export function contentDisposition(title: string, ending: string): string {
  const name = downloadName(title, ending);
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encode(name)}`;
}
