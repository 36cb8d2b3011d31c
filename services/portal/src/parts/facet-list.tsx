import type { Library } from '@diachi/domain';
import { type Facets, OURS, type SourceName } from '@diachi/ports';
import type { Frame } from '../frame.ts';
import { type Facet, isFiltered, type SearchAddress, searchHref, toggle } from '../search-address.ts';
import { libraryName } from './record-line.tsx';

export type FacetListProps = {
  readonly frame: Frame;
  readonly search: SearchAddress;
  readonly facets: Facets;
  readonly libraries: readonly Library[];
  readonly sources: readonly SourceName[];
};

type Group = {
  readonly facet: Facet;
  readonly title: string;
  readonly values: readonly { readonly value: string; readonly label: string; readonly count: number }[];
};

const SHOWN = 12;

/** Ways to narrow a search, as links: each adds its value, or takes it away when it is chosen. */
export function FacetList(props: FacetListProps) {
  const { frame, search } = props;
  // One value nobody chose narrows nothing; a chosen one has to be there to be taken away.
  const groups = groupsOf(props).filter(({ values, facet }) => values.length > 1 || search.chosen[facet].length > 0);
  if (groups.length === 0) return null;
  return (
    <aside class="facets" aria-labelledby="facets">
      <details open={isFiltered(search)}>
        <summary>
          <h2 id="facets">{frame.messages.search.filters}</h2>
        </summary>
        <div>
          {groups.map((group) => (
            <FacetGroup key={group.facet} frame={frame} search={search} group={group} />
          ))}
        </div>
      </details>
    </aside>
  );
}

type FacetGroupProps = { readonly frame: Frame; readonly search: SearchAddress; readonly group: Group };

const FacetGroup = ({ frame: { messages, write }, search, group: { facet, title, values } }: FacetGroupProps) => (
  <section>
    <h3>{title}</h3>
    <ul class="counted">
      {values.slice(0, Math.max(SHOWN, search.chosen[facet].length)).map(({ value, label, count }) => {
        const isChosen = search.chosen[facet].includes(value);
        return (
          <li key={value}>
            <a
              href={searchHref(toggle(search, facet, value))}
              aria-current={isChosen ? 'true' : undefined}
              rel="nofollow"
            >
              {label}
              {isChosen && <span class="visually-hidden"> ({messages.search.removeFilter})</span>}
            </a>{' '}
            <span class="quiet">{write.number(count)}</span>
          </li>
        );
      })}
    </ul>
  </section>
);

function groupsOf({ frame: { messages }, facets, libraries, sources, search }: FacetListProps): readonly Group[] {
  const titles = messages.search.facets;
  const kinds: Readonly<Record<string, string>> = messages.kinds;
  const group = (
    facet: Facet,
    title: string,
    counts: readonly { readonly value: string | number; readonly count: number }[],
    label: (value: string) => string,
  ): Group => {
    const chosen = search.chosen[facet];
    const listed = counts.map(({ value, count }) => ({ value: String(value), label: label(String(value)), count }));
    const isChosen = ({ value }: { readonly value: string }) => chosen.includes(value);
    const gone = chosen.filter((value) => !listed.some((one) => one.value === value));
    return {
      facet,
      title,
      values: [
        // What is chosen stays in sight also when it has become rare, or nothing has it any more.
        ...listed.filter(isChosen),
        ...gone.map((value) => ({ value, label: label(value), count: 0 })),
        ...listed.filter((one) => !isChosen(one)),
      ],
    };
  };
  const sourceName = (code: string) =>
    code === OURS ? messages.libraryName : (sources.find((one) => one.code === code)?.name ?? code);
  return [
    group('source', titles.sources, facets.sources, sourceName),
    group('library', titles.libraries, facets.libraries, (code) => libraryName(libraries, code)),
    group('collection', titles.collections, facets.collections, String),
    group('kind', titles.kinds, facets.kinds, (kind) => kinds[kind] ?? kind),
    group('decade', titles.decades, facets.decades, (first) => messages.decade(Number(first))),
    group('language', titles.languages, facets.languages, (code) => messages.languages[code] ?? code),
  ];
}
