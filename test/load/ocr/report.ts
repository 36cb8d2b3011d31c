import type { BlockRole } from '@diachi/page-text';
import type { Found } from './measured-structure.ts';
import type { Run } from './run-readers.ts';
import { type Summary, sum, summarise } from './summary.ts';
import { textTable } from './text-table.ts';

/** Everything a benchmark of one set has to tell, as lines of text. */
export function report(runs: readonly Run[], plainName: string | null): readonly string[] {
  const byReader = Map.groupBy(runs, ({ reader }) => reader);
  const plain = plainName === null ? null : summarise(byReader.get(plainName) ?? []);
  const own = [...byReader].filter(([name]) => name !== plainName);
  return [
    ...errorTable(byReader, plain),
    ...section('Pages without text, and with (of each: right)', kindTable(byReader)),
    ...section('Structure: right of those there are, and how many were told', structureTable(own)),
    ...section('Confidence: share of words that are right, of those shown as …', confidenceTable(own)),
    ...section('Error of a page: expected beside true, per cent of characters', expectedTable(own)),
    ...section('Changed words: right, wrong, neutral', changeTable(own)),
  ];
}

const HEAD = ['', 'CER %', 'WER %', 'tones %', 'any order %', 'order %', 'CPU s', 'ratio', 'seconds'];

function errorTable(byReader: ReadonlyMap<string, readonly Run[]>, plain: Summary | null): readonly string[] {
  const rows = [...byReader].map(([name, runs]) => {
    const { characterError, wordError, toneError, anyOrderError, cpu, seconds } = summarise(runs);
    const ratio = plain && plain.cpu > 0 ? (cpu / plain.cpu).toFixed(2) : '';
    const errors = [characterError, wordError, toneError, anyOrderError, Math.max(0, wordError - anyOrderError)];
    return [name, ...errors.map((error) => error.toFixed(2)), cpu.toFixed(2), ratio, seconds.toFixed(2)];
  });
  return textTable(HEAD, rows);
}

function kindTable(byReader: ReadonlyMap<string, readonly Run[]>): readonly string[] {
  const all = [...byReader.values()].flat();
  if (all.every(({ trueKind }) => trueKind === 'text') && all.every(({ kind }) => kind === 'read' || kind === null))
    return [];
  const rows = [...byReader].map(([name, runs]) => {
    const are = (kind: Run['trueKind'], isRight: (run: Run) => boolean) => {
      const there = runs.filter(({ trueKind }) => trueKind === kind);
      return `${there.filter(isRight).length} of ${there.length}`;
    };
    const hasWords = (run: Run) => run.errors.anyOrder.found > 0;
    const spent = runs.filter(({ trueKind }) => trueKind !== 'text');
    return [
      name,
      // A plain program has no word for a blank page: one without words is the best it can say.
      are('blank', (run) => (run.kind === null ? !hasWords(run) : run.kind === 'blank')),
      are('picture', (run) => !hasWords(run)),
      are('text', hasWords),
      String(runs.filter(({ trueKind, kind }) => trueKind === 'text' && kind === 'blank').length),
      String(runs.filter(({ kind }) => kind === 'unreadable').length),
      spent.length === 0 ? '' : ((1_000 * sum(spent, ({ cpu }) => cpu)) / spent.length).toFixed(0),
    ];
  });
  return textTable(['', 'blank', 'picture', 'text', 'text called blank', 'unreadable', 'CPU ms without text'], rows);
}

type ByReader = readonly (readonly [string, readonly Run[]])[];

function structureTable(own: ByReader): readonly string[] {
  const measured = own.flatMap(([name, runs]) => {
    const structures = runs.flatMap(({ structure }) => structure ?? []);
    return structures.length === 0 ? [] : [{ name, structures }];
  });
  if (measured.length === 0) return [];
  const roles: readonly BlockRole[] = ['heading', 'running-head', 'page-number', 'table', 'caption', 'footnote'];
  const rows = measured.map(({ name, structures }) => [
    name,
    ...roles.map((role) => together(structures.flatMap((one) => one.roles[role] ?? []))),
    ...(['cells', 'paragraphs', 'divisions'] as const).map((part) => together(structures.map((one) => one[part]))),
  ]);
  return textTable(['', ...roles, 'cells', 'paragraphs', 'divisions'], rows);
}

const together = (found: readonly Found[]) =>
  `${sum(found, ({ right }) => right)}/${sum(found, ({ there }) => there)} (${sum(found, ({ told }) => told)})`;

function confidenceTable(own: ByReader): readonly string[] {
  const bins = Array.from({ length: 10 }, (_, bin) => bin);
  const rows = own.flatMap(([name, runs]) => {
    const measured = bins.map((bin) => {
      const all = runs.flatMap(({ confidence }) => confidence[bin] ?? []);
      return {
        words: sum(all, ({ words }) => words),
        right: sum(all, ({ right }) => right),
        told: sum(all, (one) => one.sum),
      };
    });
    const words = sum(measured, (one) => one.words);
    if (words === 0) return [];
    // Mean distance of what is told from what is true, weighed by words: 0 for a perfect confidence.
    const off = sum(measured, (one) => Math.abs(one.right - one.told)) / words;
    const cells = measured.map((one) =>
      one.words === 0 ? '' : `${((100 * one.right) / one.words).toFixed(0)} (${one.words})`,
    );
    return [[name, ...cells, (100 * off).toFixed(1)]];
  });
  return rows.length === 0 ? [] : textTable(['', ...bins.map((bin) => `${bin * 10}-${bin * 10 + 10}`), 'off by'], rows);
}

function expectedTable(own: ByReader): readonly string[] {
  const rows = own.flatMap(([name, runs]) => {
    const told = runs.filter(({ expectedError, trueKind }) => expectedError !== null && trueKind === 'text');
    if (told.length === 0) return [];
    const expected = told.map((run) => 100 * (run.expectedError ?? 0));
    const real = told.map((run) => (100 * run.errors.characters.edits) / Math.max(1, run.errors.characters.of));
    const mean = (values: readonly number[]) => (sum(values, (one) => one) / values.length).toFixed(2);
    return [[name, String(told.length), mean(expected), mean(real), rankAgreement(expected, real).toFixed(2)]];
  });
  return rows.length === 0 ? [] : textTable(['', 'pages', 'expected', 'true', 'ranks agree'], rows);
}

/** Spearman's coefficient: 1 when the pages stand in the same order by both. */
function rankAgreement(one: readonly number[], other: readonly number[]): number {
  const ranks = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
  };
  const [first, second] = [ranks(one), ranks(other)];
  const middle = (one.length - 1) / 2;
  const product = first.reduce((total, rank, at) => total + (rank - middle) * ((second[at] as number) - middle), 0);
  const size = (values: readonly number[]) => Math.sqrt(sum(values, (value) => (value - middle) ** 2));
  return product / Math.max(1e-9, size(first) * size(second));
}

function changeTable(own: ByReader): readonly string[] {
  const rows = own.flatMap(([name, runs]) => {
    const whys = [...new Set(runs.flatMap(({ changes }) => Object.keys(changes)))];
    return whys.map((why) => {
      const all = runs.flatMap(({ changes }) => changes[why] ?? []);
      const [right, wrong, neutral] = (['right', 'wrong', 'neutral'] as const).map((key) =>
        sum(all, (one) => one[key]),
      );
      return [
        name,
        why,
        String(right),
        String(wrong),
        String(neutral),
        `${((right ?? 0) / Math.max(1, wrong ?? 0)).toFixed(1)} : 1`,
      ];
    });
  });
  return rows.length === 0 ? [] : textTable(['', 'why', 'right', 'wrong', 'neutral', 'right : wrong'], rows, 2);
}

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines]);
