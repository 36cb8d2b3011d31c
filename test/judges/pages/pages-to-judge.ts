import type { Route } from '@diachi/web';
import { ELSEWHERE, type JudgedLibrary } from './judged-library.ts';

/** Pages of the whole library, in the states they are in. `/nowhere` is none. */
const OF_ALL = [
  '/',
  '/search',
  '/search?q=zzhoimoizz',
  '/search?q=khongcotunay',
  '/search?q=khongcotunay&kind=map&language=fra',
  '/search?q=%22',
  '/documents',
  '/documents?library=muong-te',
  '/documents?kind=map',
  '/upload',
  '/work',
  '/to-check',
  '/to-check?show=pages',
  '/inspection',
  '/people',
  '/people?moving=1',
  '/tokens',
  '/api/docs',
  '/harvest',
  `/harvest/${ELSEWHERE.source}`,
  '/harvest/khong-co',
  `/elsewhere/${ELSEWHERE.source}/${ELSEWHERE.id}`,
  `/elsewhere/${ELSEWHERE.source}/khong-co`,
  '/search?q=sach+kho+ban',
  '/libraries',
  '/sign-in?next=%2Fwork',
  '/welcome/0',
  '/nowhere',
];

const ofDocument = (id: string) => [
  `/documents/${id}`,
  `/documents/${id}?q=song`,
  `/documents/${id}?q=khongcotunay`,
  `/documents/${id}/pages?page=2`,
  `/documents/${id}/pages/0`,
  `/documents/${id}/pages/1?q=song`,
  `/documents/${id}/pages/0?doubt=yes`,
  `/documents/${id}/pages/99`,
  `/documents/${id}/edit`,
];

/** Every page in every state that the library can show it in, whoever may see it; what others may not see is a page too. */
export const addressesOfPages = ({ documents }: JudgedLibrary): readonly string[] => [
  ...OF_ALL,
  ...documents.flatMap(({ id }) => ofDocument(id)),
  ...ofDocument('0000000000000000'),
];

/** Forms with something in them that is refused, and the page is shown again. */
export const REFUSED_FORMS = [
  { path: '/api/documents/:id/record', body: { version: '1', title: '', date: 'năm ngoái', isbn: 'không' } },
  { path: '/api/documents/:id/merge', body: { into: 'chỗ nào đó' } },
  { path: '/api/libraries', body: { code: 'Không Được', name: '' } },
  { path: '/api/harvest', body: { code: ELSEWHERE.source, name: 'Kho khác', address: 'https://kho.example.vn/oai' } },
  { path: '/api/harvest', body: { code: 'kho-moi', name: 'Kho "mới"', address: 'kho.example.vn/<oai>', isOn: 'true' } },
  { path: `/api/harvest/${ELSEWHERE.source}`, body: { name: '', address: 'https://kho.example.vn/oai', set: 'a b' } },
  { path: '/api/harvest/khong-co/remove', body: {} },
  { path: '/people', body: { name: '', role: 'archivist', library: '' } },
  { path: '/people/1/library', body: { library: 'khong-co' } },
  { path: '/tokens', body: { name: '', days: '90' } },
  { path: '/api/session', body: { name: 'không ai', password: 'sai', next: '/' } },
] as const;

/** Whether a route answers with a page for people. */
export const isPage = ({ method, path }: Route): boolean =>
  method === 'get' &&
  !/^\/(?:api|files|iiif|oai|sru|uploads|queues|sitemaps|assets|feeds)\b|\.\w+$|^\/(?:healthz|readyz|metrics)$/.test(
    path,
  );
