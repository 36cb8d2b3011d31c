import type { Library } from '@diachi/domain';
import { type BrowseAddress, browseHref } from '../browse-address.ts';
import type { ShelfCounts } from '../count-shelves.ts';
import type { Frame } from '../frame.ts';
import { libraryName } from './record-line.tsx';

export type ShelfListsProps = {
  readonly frame: Frame;
  readonly counts: ShelfCounts;
  readonly libraries: readonly Library[];
  /** Where somebody is already. */
  readonly at?: BrowseAddress;
  /** Of each list so many are shown, the fullest first. */
  readonly shown?: number;
  readonly level?: 'h2' | 'h3';
};

const FEW = 12;

/** Ways into the library that need the catalogue only: its libraries, collections and kinds, counted. */
export function ShelfLists({ frame, counts, libraries, at = {}, shown = FEW, level = 'h2' }: ShelfListsProps) {
  const { messages } = frame;
  const { library, collection, kind } = at;
  const inLibrary = library ? { library } : {};
  const lists = [
    {
      title: messages.home.libraries,
      entries: counts.libraries.map(({ value, count }) => ({
        label: libraryName(libraries, value),
        href: browseHref(value === library ? {} : { library: value }),
        isHere: value === library,
        count,
      })),
    },
    {
      title: messages.home.collections,
      entries: counts.collections.map(({ value, count }) => ({
        label: value,
        href: browseHref(value === collection ? inLibrary : { ...inLibrary, collection: value }),
        isHere: value === collection,
        count,
      })),
    },
    {
      title: messages.home.kinds,
      entries: counts.kinds.map(({ value, count }) => ({
        label: messages.kinds[value],
        href: browseHref(value === kind ? {} : { kind: value }),
        isHere: value === kind,
        count,
      })),
    },
  ];
  return lists.map(({ title, entries }) => (
    <ShelfList key={title} frame={frame} title={title} entries={entries} shown={shown} level={level} />
  ));
}

type ShelfListProps = Required<Pick<ShelfListsProps, 'frame' | 'shown' | 'level'>> & {
  readonly title: string;
  readonly entries: readonly {
    readonly label: string;
    readonly href: string;
    readonly isHere: boolean;
    readonly count: number;
  }[];
};

function ShelfList({ frame: { messages, write }, title, entries, shown, level: Title }: ShelfListProps) {
  if (entries.length === 0) return null;
  return (
    <section>
      <Title>{title}</Title>
      <ul class="counted">
        {entries
          .filter(({ isHere }, place) => place < shown || isHere)
          .map(({ label, href, isHere, count }) => (
            <li key={href}>
              <a href={href} aria-current={isHere ? 'true' : undefined}>
                {label}
                {isHere && <span class="visually-hidden"> ({messages.search.removeFilter})</span>}
              </a>{' '}
              <span class="quiet">{write.number(count)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
