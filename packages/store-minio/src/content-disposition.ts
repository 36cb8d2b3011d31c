// attr-char of RFC 8187: what encodeURIComponent leaves alone besides these must be encoded too.
const encode = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** How a browser shows or saves what it is sent (RFC 6266), with a plain name beside the true one for old programs. */
export function contentDisposition({ fileName, isInline }: { fileName: string; isInline: boolean }): string {
  // What is no letter of any script could end the header, or name another folder.
  const name = fileName.toWellFormed().replace(/[\p{Cc}/\\]/gu, '-');
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `${isInline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encode(name)}`;
}
