import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';

type Open = () => Promise<Catalogue>;

/** What must not be done twice at once: by one process, and by two where a catalogue can be opened twice. A part of `catalogueContract`. */
export function locksContract(open: Open, openBeside?: (catalogue: Catalogue) => Promise<Catalogue>): void {
  const inOneProcess = async () => {
    const { locks } = await open();
    return [locks, locks] as const;
  };
  const inTwoProcesses = async () => {
    const one = await open();
    if (!openBeside) throw new Error('this catalogue is opened by one process only');
    const other = await openBeside(one);
    onTestFinished(() => other.close());
    return [one.locks, other.locks] as const;
  };
  const settings = [
    { where: 'in one process', openTwo: inOneProcess },
    ...(openBeside ? [{ where: 'in two processes', openTwo: inTwoProcesses }] : []),
  ];

  describe.each(settings)('locks $where', ({ openTwo }) => {
    test('work under one name is done one after the other, and all of it', async () => {
      const [one, other] = await openTwo();
      let underWay = 0;
      const seen: number[] = [];
      const work = (number: number) => async () => {
        underWay += 1;
        expect(underWay).toBe(1);
        for (let turn = 0; turn < 3; turn++) await nextTurn();
        underWay -= 1;
        seen.push(number);
        return number * 2;
      };

      const numbers = Array.from({ length: 20 }, (_, number) => number);
      const results = await Promise.all(
        numbers.map((number) => (number % 2 ? one : other).inOrder('originals', work(number))),
      );

      expect(results).toEqual(numbers.map((number) => number * 2));
      expect(seen.toSorted((a, b) => a - b)).toEqual(numbers);
      expect(seen.filter((number) => number % 2)).toEqual(numbers.filter((number) => number % 2));
    });

    test('work under different names does not wait for each other, one inside another neither', async () => {
      const [one, other] = await openTwo();
      const held = gate();

      const outer = one.inOrder('a', () => one.inOrder('b', () => held.passed));
      await other.inOrder('c', () => other.inOrder('d', async () => {}));
      const crossing = Promise.all(
        Array.from({ length: 12 }, (_, number) =>
          one.inOrder(`outer ${number}`, () => other.inOrder(`inner ${number}`, nextTurn)),
        ),
      );
      await crossing;
      held.open();

      await outer;
    });

    test('work that failed fails for whoever gave it, and the next is done', async () => {
      const [one, other] = await openTwo();

      const failed = one.inOrder('originals', async () => {
        throw new Error('the ink has faded');
      });
      const next = other.inOrder('originals', async () => 'done');

      await expect(failed).rejects.toThrow('the ink has faded');
      expect(await next).toBe('done');
    });

    test('while somebody is at work alone, another is told at once, and may when that is done', async () => {
      const [one, other] = await openTwo();
      const [begun, held] = [gate(), gate()];

      const working = one.alone('steward', async (lost) => {
        expect(lost.aborted).toBe(false);
        begun.open();
        await held.passed;
      });
      await begun.passed;
      const seen: string[] = [];
      expect(await other.alone('steward', async () => void seen.push('a second steward'))).toBe(false);
      expect(await other.alone('sweeper', async () => void seen.push('the sweeper'))).toBe(true);
      held.open();
      expect(await working).toBe(true);

      expect(await other.alone('steward', async () => void seen.push('the next steward'))).toBe(true);
      expect(seen).toEqual(['the sweeper', 'the next steward']);
    });

    test('work alone that failed leaves its name to others', async () => {
      const [one, other] = await openTwo();

      const failed = one.alone('steward', async () => {
        throw new Error('the ink has faded');
      });

      await expect(failed).rejects.toThrow('the ink has faded');
      expect(await other.alone('steward', async () => {})).toBe(true);
    });

    test('one name is one lock, whether somebody works in order or alone', async () => {
      const [one, other] = await openTwo();
      const [begun, held] = [gate(), gate()];
      const seen: string[] = [];

      const working = one.alone('originals', async () => {
        begun.open();
        await held.passed;
        seen.push('alone');
      });
      await begun.passed;
      const after = other.inOrder('originals', async () => {
        seen.push('in order');
        expect(await one.alone('originals', async () => {})).toBe(false);
      });
      held.open();
      await Promise.all([working, after]);

      expect(seen).toEqual(['alone', 'in order']);
    });
  });

  describe('locks', () => {
    test('settled waits for what is under way in order, also for what is given meanwhile, and not for who works alone', async () => {
      const { locks } = await open();
      const [first, second, alone] = [gate(), gate(), gate()];
      const seen: string[] = [];
      const steward = locks.alone('steward', () => alone.passed);
      const work = locks.inOrder('a', async () => {
        await first.passed;
        void locks.inOrder('b', () => second.passed.then(() => void seen.push('b')));
        seen.push('a');
      });

      const settled = locks.settled().then(() => seen.push('settled'));
      first.open();
      await work;
      second.open();
      await settled;
      alone.open();
      await steward;

      expect(seen).toEqual(['a', 'b', 'settled']);
    });

    test('closing the catalogue tells who works alone that the lock is gone', async () => {
      const catalogue = await open();
      const begun = gate();
      const working = catalogue.locks.alone('steward', async (lost) => {
        begun.open();
        if (!lost.aborted) await new Promise((resolve) => lost.addEventListener('abort', resolve));
      });
      await begun.passed;

      await catalogue.close();

      expect(await working).toBe(true);
    });

    test('closing the catalogue tells who works in order that the lock is gone, and as what', async () => {
      const catalogue = await open();
      const begun = gate();
      const working = catalogue.locks.inOrder('originals', async (lost) => {
        expect(lost.aborted).toBe(false);
        begun.open();
        if (!lost.aborted) await new Promise((resolve) => lost.addEventListener('abort', resolve));
        lost.throwIfAborted();
      });
      await begun.passed;

      await Promise.all([
        catalogue.close(),
        expect(working).rejects.toMatchObject({ kind: 'unavailable', code: 'catalogue.unavailable' }),
      ]);
    });
  });
}

/** Something to wait for, until it is opened. */
function gate() {
  const { promise: passed, resolve: open } = Promise.withResolvers<void>();
  return { passed, open: () => open() };
}
