import type { Library, LibraryCode } from '@diachi/domain';
import { namesOf } from '@diachi/messages';
import { type RecordSet, setSpec, setsAnswer, setsOf, writeResumptionToken } from '@diachi/oai-pmh';
import type { ChangeShelf } from '@diachi/ports';
import type { Answer, ProviderTools } from './provider-tools.ts';

const SETS_AT_ONCE = 500;

/** Every set with a record in it: libraries, kinds, then collections by library. */
export async function answerSets(
  { changeShelves, libraries }: Pick<ProviderTools['catalogue'], 'changeShelves' | 'libraries'>,
  after: string | null,
): Promise<Answer> {
  const sets = setsOn(await changeShelves(), await libraries());
  const begin = after === null ? 0 : sets.findIndex(({ spec }) => spec === after) + 1;
  if (after !== null && (begin === 0 || begin === sets.length)) return { errors: [badToken] };
  const shown = sets.slice(begin, begin + SETS_AT_ONCE);
  const last = shown.at(-1);
  if (!last) return { errors: [noSets] };
  const goesOn = begin + SETS_AT_ONCE < sets.length;
  const token = goesOn ? writeResumptionToken({ verb: 'ListSets', after: last.spec }) : null;
  return { answer: setsAnswer(shown, goesOn || after !== null ? { token, cursor: begin, size: sets.length } : null) };
}

type NamedSet = { readonly spec: string; readonly name: string };

function setsOn(shelves: readonly ChangeShelf[], libraries: readonly Library[]): readonly NamedSet[] {
  const named = new Map<string, RecordSet>();
  for (const shelf of shelves) for (const set of setsOf(shelf)) named.set(setSpec(set), set);
  const nameOf = (code: LibraryCode) => libraries.find((library) => library.code === code)?.name ?? code;
  const all = [...named].map(([spec, set]) => ({ spec, of: set.of, name: setName(set, nameOf) }));
  return (['library', 'kind', 'collection'] as const).flatMap((kind) =>
    all.filter(({ of }) => of === kind).toSorted((one, other) => (one.spec < other.spec ? -1 : 1)),
  );
}

function setName(set: RecordSet, nameOf: (code: LibraryCode) => string): string {
  if (set.of === 'library') return nameOf(set.library);
  if (set.of === 'collection') return `${set.collection} (${nameOf(set.library)})`;
  return `${namesOf('vi').kinds[set.kind]} / ${namesOf('en').kinds[set.kind]}`;
}

const badToken = {
  code: 'badResumptionToken',
  words: 'This repository never gave out this resumptionToken, or its sets are others now. Begin the list again.',
} as const;

const noSets = { code: 'noSetHierarchy', words: 'There are no sets yet, for there are no records.' } as const;
