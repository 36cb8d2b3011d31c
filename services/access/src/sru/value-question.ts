import { isFailure, parseDocumentId, parseLibraryCode } from '@diachi/domain';
import type { CatalogueQuestion } from '@diachi/ports';
import { kindCalled, recordLanguageOf } from '@diachi/record-formats';
import { Refusal, readTerm } from '@diachi/sru';
import { asNumbered } from './as-numbered.ts';
import type { SruIndex } from './sru-indexes.ts';

const nothing: CatalogueQuestion = { kind: 'not', left: { kind: 'everything' }, right: { kind: 'everything' } };

/** What an index of values is asked: a value is there or it is not, and years have an order. Fails with diagnostics 22 and 36. */
export function valueQuestion(index: SruIndex, relation: string, term: string): CatalogueQuestion {
  if (index.kind === 'date') return yearsQuestion(relation, term);
  if (relation === '<>') return { kind: 'not', left: { kind: 'everything' }, right: valueQuestion(index, '=', term) };
  const { text, isBegun } = readTerm(term);
  const isAny = relation === 'any';
  if (isBegun || !['=', '==', 'exact', 'any'].includes(relation)) throw new Refusal(22, relation);
  const values = isAny ? text.trim().split(/\s+/) : [text.trim()];
  return values.map((value) => oneValue(index, value)).reduce((left, right) => ({ kind: 'or', left, right }));
}

function oneValue({ kind }: SruIndex, value: string): CatalogueQuestion {
  switch (kind) {
    case 'kind': {
      const found = kindCalled(value);
      return found ? values({ kinds: [found] }) : nothing;
    }
    case 'language': {
      const found = recordLanguageOf(value);
      return found === '' ? nothing : values({ languages: [found] });
    }
    case 'library': {
      const code = orNull(() => parseLibraryCode(value));
      return code ? values({ libraries: [code] }) : nothing;
    }
    case 'collection':
      return values({ collections: [value.normalize('NFC')] });
    case 'document':
      return documentQuestion(value) ?? nothing;
    default:
      return (
        documentQuestion(value) ?? {
          kind: 'words',
          field: 'number',
          text: asNumbered(value),
          relation: 'side-by-side',
          isBegun: false,
        }
      );
  }
}

/** A document by its id, or by its address. */
function documentQuestion(value: string): CatalogueQuestion | null {
  const id = orNull(() => parseDocumentId(/(?:^|\/)([0-9a-z]{16})$/.exec(value)?.[1] ?? value));
  return id ? { kind: 'document', id } : null;
}

const values = (filter: Extract<CatalogueQuestion, { kind: 'values' }>['filter']): CatalogueQuestion => ({
  kind: 'values',
  filter,
});

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (thrown) {
    if (isFailure(thrown)) return null;
    throw thrown;
  }
}

/** Years are all that is kept of dates; a month or a day is no term here. `195*` is a decade. */
function yearsQuestion(relation: string, term: string): CatalogueQuestion {
  const written = term.trim();
  const years = (from: number | null, to: number | null): CatalogueQuestion => ({ kind: 'years', from, to });
  if (relation === 'within') {
    const [, from, to] = /^(\d{1,4})\s+(\d{1,4})$/.exec(written) ?? [];
    if (from && to) return years(Number(from), Number(to));
    throw new Refusal(36, written);
  }
  const [, digits = '', stars = ''] = /^(\d{1,4})(\*?)$/.exec(written) ?? [];
  if (digits === '' || (stars !== '' && digits.length === 4)) throw new Refusal(36, written);
  const [from, to] =
    stars === '' ? [Number(digits), Number(digits)] : [Number(digits.padEnd(4, '0')), Number(digits.padEnd(4, '9'))];
  if (['=', '==', 'exact'].includes(relation)) return years(from, to);
  if (relation === '<>') return { kind: 'not', left: { kind: 'everything' }, right: years(from, to) };
  if (relation === '<') return years(null, from - 1);
  if (relation === '<=') return years(null, to);
  if (relation === '>') return years(to + 1, null);
  if (relation === '>=') return years(from, null);
  throw new Refusal(22, relation);
}
