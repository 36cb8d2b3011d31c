const MAX_LENGTH = 200;

/**
 * A file's name as it may be shown and offered for download: the last part of whatever path it came with,
 * NFC, without control characters, cut to 200 characters with its ending kept. Never used as a path.
 */
export function cleanFileName(raw: string): string {
  const last = raw.split(/[/\\]/).pop() ?? '';
  const name = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim();
  if (name === '') return 'khong-ten';

  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(name)?.[0] ?? '';
  return (
    characters
      .slice(0, MAX_LENGTH - ending.length)
      .join('')
      .trimEnd() + ending
  );
}

/** A first title from a file's name: no ending, underscores as spaces, a capital to begin with. */
export function proposeTitle(fileName: string): string {
  const bare = cleanFileName(fileName).replace(/\.[\p{L}\p{N}]{1,8}$/u, '');
  const spaced = bare.replace(/[_+]+/g, ' ').replace(/\s+/g, ' ').trim();
  const title = spaced === '' ? bare : spaced;
  return title.charAt(0).toLocaleUpperCase('vi') + title.slice(1);
}
