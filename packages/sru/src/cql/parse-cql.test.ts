import { describe, expect, test } from 'vitest';
import { Refusal } from '../diagnostics.ts';
import type { CqlNode } from './cql-node.ts';
import { parseCql } from './parse-cql.ts';
import { readTerm } from './read-term.ts';

/** A query as it was understood, in brackets. */
function shown(node: CqlNode): string {
  if (node.kind !== 'clause') return `(${shown(node.left)} ${node.kind}${mods(node.modifiers)} ${shown(node.right)})`;
  const { index, relation, term } = node;
  const name = index === null ? '' : `${index.prefix === null ? '' : `${index.prefix}.`}${index.name}`;
  return `${name}[${relation.name}${mods(relation.modifiers)}]“${term}”`;
}

const mods = (modifiers: readonly { name: string; comparison: string | null; value: string | null }[]) =>
  modifiers.map(({ name, comparison, value }) => `/${name}${comparison ?? ''}${value ?? ''}`).join('');

const refusal = (query: string): number | null => {
  try {
    parseCql(query);
    return null;
  } catch (thrown) {
    return thrown instanceof Refusal ? thrown.diagnostic.code : Number.NaN;
  }
};

describe('CQL', () => {
  test.each([
    ['muối', '[=]“muối”'],
    ['"sông Đà"', '[=]“sông Đà”'],
    ['dc.title = muối', 'dc.title[=]“muối”'],
    ['dc.title="sông Đà"', 'dc.title[=]“sông Đà”'],
    ['title any "a b" and creator all c', '(title[any]“a b” and creator[all]“c”)'],
    ['a and b or c not d', '((([=]“a” and [=]“b”) or [=]“c”) not [=]“d”)'],
    ['a AND (b Or c)', '([=]“a” and ([=]“b” or [=]“c”))'],
    ['a prox/unit=word/distance<=3/ordered b', '([=]“a” prox/unit=word/distance<=3/ordered [=]“b”)'],
    ['dc.date within "1950 1955"', 'dc.date[within]“1950 1955”'],
    ['dc.date >= 1950', 'dc.date[>=]“1950”'],
    ['a =/relevant/cql.string b', 'a[=/relevant/cql.string]“b”'],
    ['"and" and "or"', '([=]“and” and [=]“or”)'],
    ['title = "a \\" b"', 'title[=]“a \\" b”'],
    ['((a))', '[=]“a”'],
    ['> dc = "info:srw/x" dc.title = a', 'dc.title[=]“a”'],
    ['a sortBy dc.date/sort.descending title', '[=]“a”'],
  ])('%s is understood', (query, understood) => {
    expect(shown(parseCql(query).root)).toBe(understood);
  });

  test('prefixes hold where they are declared', () => {
    const { root } = parseCql('> "info:a" (> x = "info:b" x.title = 1) and title = 2 and x.title = 3');
    const sets: (string | null | undefined)[] = [];
    const walk = (node: CqlNode): void => {
      if (node.kind === 'clause') sets.push(node.index?.set);
      else [node.left, node.right].forEach(walk);
    };
    walk(root);

    expect(sets).toEqual(['info:b', 'info:a', null]);
  });

  test('what results are sorted by is told', () => {
    expect(parseCql('a sortBy dc.date/sort.descending title').sortKeys).toMatchObject([
      { index: { prefix: 'dc', name: 'date' }, modifiers: [{ name: 'sort.descending' }] },
      { index: { prefix: null, name: 'title' }, modifiers: [] },
    ]);
  });

  test.each([
    '',
    '   ',
    'a and',
    '(a',
    'a)',
    'and',
    'dc.title =',
    'a b c d',
    '"not closed',
    'a /x b',
    '= a',
    'a sortBy',
    '()',
    'a or or b',
  ])('“%s” is no query', (query) => {
    // “and” alone is a word to be found.
    expect(refusal(query)).toBe(query === 'and' ? null : 10);
  });

  test('what is endless is refused, by its number', () => {
    expect(refusal('a'.repeat(4_001))).toBe(12);
    expect(refusal(Array.from({ length: 60 }, () => 'a').join(' or '))).toBe(38);
    expect(refusal(`${'('.repeat(40)}a${')'.repeat(40)}`)).toBe(38);
  });

  test('a star at the end of a term is all that masks', () => {
    expect(readTerm('sông*')).toEqual({ text: 'sông', isBegun: true });
    expect(readTerm('sông\\*')).toEqual({ text: 'sông*', isBegun: false });
    expect(readTerm('a \\"b\\" \\?')).toEqual({ text: 'a "b" ?', isBegun: false });
    for (const [term, code] of [
      ['s?ng', 28],
      ['^sông', 31],
      ['*ông', 49],
      ['s*g', 49],
      ['', 27],
      ['*', 27],
    ] as const) {
      expect(() => readTerm(term)).toThrow(expect.objectContaining({ diagnostic: expect.objectContaining({ code }) }));
    }
  });
});
