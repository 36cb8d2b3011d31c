import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type StandInOptions = {
  /** Shell that runs before a picture is answered; `$width` and `$height` are the picture's, in pixels. */
  readonly before?: string;
  /** Words on every page; 250 when not given. */
  readonly words?: number;
};

const COLUMNS = 10;

/**
 * Puts a `tesseract` into a folder that reads nothing and answers every picture at once with the same words, one of which is
 * the picture's own checksum, so that pages can be told apart. With the folder first on the PATH, everything but the reading
 * itself is as it always is. Answers the folder.
 */
export async function standInTesseract(
  folder: string,
  { before = '', words = 250 }: StandInOptions = {},
): Promise<string> {
  const place = join(folder, 'stand-in');
  await mkdir(place, { recursive: true });
  const rows = Array.from({ length: words }, (_, at) => {
    const line = Math.floor(at / COLUMNS);
    const box = [60 + (at % COLUMNS) * 100, 80 + line * 40, 80, 24].join('\t');
    return `5\t1\t1\t1\t${line + 1}\t${(at % COLUMNS) + 1}\t${box}\t95.0\t${vocabulary[(at * 7) % vocabulary.length]}`;
  });
  await writeFile(join(place, 'words.tsv'), `${rows.join('\n')}\n`);
  const program = join(place, 'tesseract');
  await writeFile(
    program,
    `#!/bin/sh
case "$1" in
  --list-langs) printf 'List of available languages in "${place}/" (3):\\neng\\nfra\\nvie\\n'; exit 0 ;;
  --version) echo 'tesseract 5.3.0'; exit 0 ;;
esac
picture="$(mktemp)"
trap 'rm -f "$picture"' EXIT
cat > "$picture"
# A Windows bitmap has both in its header.
width="$(od -An -tu4 -j18 -N4 "$picture" | tr -d ' ')"
height="$(od -An -tu4 -j22 -N4 "$picture" | tr -d ' ')"
${before}
cat '${place}/words.tsv'
set -- $(cksum "$picture")
printf '5\\t1\\t1\\t1\\t99\\t1\\t60\\t1200\\t200\\t24\\t95.0\\ttrang%s\\n' "$1"
`,
  );
  await chmod(program, 0o755);
  return place;
}

const vocabulary =
  'đường quê hương núi sông làng bản huyện tỉnh người dân tộc mùa lúa nương chợ phiên lịch sử cách mạng văn hoá địa chí trang sách tài liệu lưu trữ'.split(
    ' ',
  );
