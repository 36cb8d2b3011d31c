import { Failure } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { likeliestReading } from './read-otherwise.ts';

const engine = { name: 'unmeasured', version: '1', model: 'vie', settings: {} };

type Reading = { readonly name: string; readonly words: readonly Word[] };

const reading = (name: string, words: number, confidence: number): Reading => ({
  name,
  words: Array.from({ length: words }, (_, place) => ({
    text: 'người',
    box: { x: place * 60, y: 0, width: 50, height: 20 },
    confidence,
    line: 0,
    block: 0,
  })),
});

const evidenceOf = ({ words }: Reading) => ({ words, engine });

/** Which of the readings is kept, and which were made at all. */
async function choose(first: Reading, others: readonly (Reading | Failure)[], seenLetters = 0) {
  const made: string[] = [];
  function* make() {
    for (const other of others) {
      made.push(other instanceof Failure ? 'broken' : other.name);
      yield other instanceof Failure ? Promise.reject(other) : Promise.resolve(other);
    }
  }
  const { name } = await likeliestReading(first, make(), evidenceOf, seenLetters);
  return { kept: name, made };
}

describe('a page that was read', () => {
  test('well is not read once more', async () => {
    expect(await choose(reading('first', 100, 0.95), [reading('other', 100, 0.99)])).toEqual({
      kept: 'first',
      made: [],
    });
  });

  test('badly is read otherwise, and what is likelier right is kept', async () => {
    expect(await choose(reading('first', 100, 0.5), [reading('plain', 100, 0.95), reading('spread', 100, 1)])).toEqual({
      kept: 'plain',
      made: ['plain'],
    });
  });

  test('badly keeps that when nothing is better', async () => {
    const others = [reading('plain', 100, 0.4), reading('spread', 100, 0.505)];

    expect(await choose(reading('first', 100, 0.5), [...others])).toEqual({
      kept: 'spread',
      made: ['plain', 'spread'],
    });
    expect(await choose(reading('first', 100, 0.6), [...others])).toEqual({ kept: 'first', made: ['plain', 'spread'] });
  });

  test('badly is not given up for one that is sure of half its words and lost the rest', async () => {
    const { kept } = await choose(reading('whole', 100, 0.8), [reading('half', 50, 0.98)]);

    expect(kept).toBe('whole');
  });

  test('with rubbish among its words loses to one without', async () => {
    const right = reading('', 100, 0.95);
    const rubbish = { name: 'rubbish', words: [...right.words, ...reading('', 60, 0.1).words] };

    expect((await choose(rubbish, [{ ...right, name: 'clean' }])).kept).toBe('clean');
  });

  test('not at all, or in fewer letters than were seen, is read otherwise', async () => {
    expect((await choose(reading('none', 0, 0), [reading('plain', 4, 0.9)])).kept).toBe('plain');
    expect((await choose(reading('few', 10, 0.99), [reading('plain', 90, 0.97)], 200)).kept).toBe('plain');
  });
});

test('a reading that breaks an engine leaves the one before it, and work that is called off ends', async () => {
  const broken = new Failure('invalid', 'ocr.crashed', 'The engine broke twice over this picture.');
  const calledOff = new Failure('unavailable', 'ocr.stopped', 'The work was called off.');
  const first = reading('first', 100, 0.5);

  expect(await choose(first, [broken, reading('spread', 100, 0.9)])).toEqual({
    kept: 'spread',
    made: ['broken', 'spread'],
  });
  await expect(choose(first, [calledOff])).rejects.toThrow('called off');
});
