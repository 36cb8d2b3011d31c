import type { LibraryCode } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';

/** Who asks, as a header may say it: the library by its name without marks, and where to write to. */
export async function userAgentOf(
  catalogue: Pick<Catalogue, 'libraries'>,
  library: LibraryCode,
  email: string | null,
): Promise<string> {
  const known = await catalogue.libraries();
  const name = known.find(({ code }) => code === library)?.name ?? library;
  return `KhoDiaChi-harvester (${[plain(name), email].filter(Boolean).join('; ')})`;
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|[()\\;]/g, '')
    .trim();
