import type { Bookmark } from '@diachi/domain';
import { element, type XmlElement, type XmlNode } from '@diachi/xml';
import type { FileIds } from './file-section.ts';
import type { MetsFile, MetsSource } from './mets-source.ts';
import { typeOf } from './type-of.ts';

/** The pages in order, each with its files. */
export function physicalMap({ groups, pages }: MetsSource, ids: FileIds): XmlElement {
  const files = groups.flatMap((group) => group.files);
  const byPage = Map.groupBy(files, ({ page }) => page);
  const pointers = (own: readonly MetsFile[] = []) =>
    own.map((file) => element('mets:fptr', { FILEID: ids.get(file) ?? '' }));
  return element(
    'mets:structMap',
    { TYPE: 'PHYSICAL' },
    element(
      'mets:div',
      { ID: 'phys', TYPE: 'physSequence' },
      pointers(byPage.get(null)),
      pages.map(({ page, label }) =>
        element(
          'mets:div',
          { ID: pageDiv(page), TYPE: 'page', ORDER: page + 1, ORDERLABEL: label },
          pointers(byPage.get(page)),
        ),
      ),
    ),
  );
}

/** The document and what stands in its table of contents, one inside the other. */
export function logicalMap({ document, bookmarks, descriptions }: MetsSource): XmlElement {
  const { kind, title } = document.record;
  const described = descriptions.map(({ type }) => `dmd-${type.toLowerCase()}`).join(' ');
  return element(
    'mets:structMap',
    { TYPE: 'LOGICAL' },
    element(
      'mets:div',
      { ID: 'log', TYPE: typeOf[kind], LABEL: title, DMDID: described === '' ? null : described, ADMID: 'amd' },
      parts(bookmarks.map((bookmark, place) => ({ ...bookmark, id: partDiv(place) }))),
    ),
  );
}

type Part = Bookmark & { readonly id: string };

function parts(list: readonly Part[]): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  for (let place = 0; place < list.length; ) {
    const part = list[place] as Part;
    let next = place + 1;
    while (next < list.length && (list[next] as Part).level > part.level) next += 1;
    const below = parts(list.slice(place + 1, next));
    nodes.push(element('mets:div', { ID: part.id, TYPE: 'section', LABEL: part.title }, below));
    place = next;
  }
  return nodes;
}

/** Pages that stand in more parts than this are those of a table of contents that leads to and fro: its parts are then told by the page they begin on. */
const MOST_PARTS_OF_A_PAGE = 20;

/** Which pages are of the whole and of each of its parts: those up to the page before the next part beside it, and always the one it begins on. */
export function structLinks({ pages, bookmarks }: MetsSource): XmlNode {
  if (pages.length === 0) return null;
  const ends = endsOf(bookmarks, pages.length);
  let left = MOST_PARTS_OF_A_PAGE * pages.length;
  const pagesOf = ({ page }: Bookmark, place: number): readonly number[] => {
    if (page >= pages.length) return [];
    const more = Math.max(0, (ends[place] ?? 0) - page - 1);
    if (more > left) return [page];
    left -= more;
    return Array.from({ length: more + 1 }, (_, at) => page + at);
  };
  const link = (from: string, to: string) => element('mets:smLink', { 'xlink:from': from, 'xlink:to': to });
  return element(
    'mets:structLink',
    {},
    link('log', 'phys'),
    pages.map(({ page }) => link('log', pageDiv(page))),
    bookmarks.map((bookmark, place) => pagesOf(bookmark, place).map((page) => link(partDiv(place), pageDiv(page)))),
  );
}

/** For each part the page on which the next one begins that is none of its own; `pageCount` where none does. */
function endsOf(bookmarks: readonly Bookmark[], pageCount: number): readonly number[] {
  const ends: number[] = [];
  const open: number[] = [];
  for (const [place, { page, level }] of bookmarks.entries()) {
    ends.push(pageCount);
    for (
      let last = open.at(-1);
      last !== undefined && (bookmarks[last] as Bookmark).level >= level;
      last = open.at(-1)
    ) {
      ends[last] = Math.min(page, pageCount);
      open.pop();
    }
    open.push(place);
  }
  return ends;
}

const pageDiv = (page: number) => `phys-${page + 1}`;
const partDiv = (place: number) => `log-${place + 1}`;
