import { expect, test } from 'vitest';
import { fitWeights } from './fit-weights.ts';

test('weights are found that explain what was observed', () => {
  const truth = [1.5, -2];
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const observations = Array.from({ length: 20_000 }, () => {
    const evidence = [1, random() * 2 - 1];
    const score = (truth[0] as number) + (truth[1] as number) * (evidence[1] as number);
    return { evidence, isRight: random() < 1 / (1 + Math.exp(-score)) };
  });

  const [first = 0, second = 0] = fitWeights(observations);

  expect(Math.abs(first - 1.5)).toBeLessThan(0.1);
  expect(Math.abs(second + 2)).toBeLessThan(0.1);
});

test('evidence that is always the same does not break the fit', () => {
  const observations = Array.from({ length: 100 }, (_, place) => ({ evidence: [1, 0, 1], isRight: place % 4 !== 0 }));

  const [always = 0, never = 0, twin = 0] = fitWeights(observations);

  expect(never).toBe(0);
  expect(always).toBeCloseTo(twin);
  expect(1 / (1 + Math.exp(-always - twin))).toBeCloseTo(0.75, 1);
});
