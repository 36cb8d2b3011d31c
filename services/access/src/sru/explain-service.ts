import { explanation, type SruRecord } from '@diachi/sru';
import { CONTEXT_SETS, SRU_INDEXES } from './sru-indexes.ts';

/** What is answered to “explain”, at an address of ours. */
export function explainService(site: string): SruRecord {
  const { hostname, port, protocol } = new URL(site);
  return explanation({
    host: hostname,
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
    database: 'sru',
    title: 'Kho Địa Chí',
    description: 'Tài liệu địa chí đã số hóa của các thư viện trong tỉnh; tìm được có dấu hoặc không dấu.',
    sets: CONTEXT_SETS,
    relations: ['=', '==', 'all', 'any', 'adj', '<', '<=', '>', '>=', '<>', 'within'],
    indexes: SRU_INDEXES.map(({ title, names, list, kind }) => ({
      title,
      names: names.map((name) => nameIn(name)),
      isScanned: list !== undefined,
      isSorted: kind === 'date',
    })),
  });
}

/** Indexes of our own are in no set. */
function nameIn(name: string): { readonly set: string | null; readonly name: string } {
  const [, set = null, rest = name] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
  return { set, name: rest };
}
