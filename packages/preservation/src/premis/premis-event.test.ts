import { expect, test } from 'vitest';
import { eventIds, type PremisEvent } from './premis-event.ts';

const event = (kind: PremisEvent['kind'], day: number): PremisEvent => ({
  ...{ kind, at: `2026-11-0${day}T00:00:00.000Z`, detail: '', outcome: 'success' },
  ...{ agents: [], objects: [] },
});

test('an event goes by the same name when others have come before and after it', () => {
  const [, fixity] = eventIds([event('received', 1), event('fixity', 3)]);

  expect(eventIds([event('received', 1), event('corrected', 2), event('fixity', 3), event('fixity', 4)])[2]).toBe(
    fixity,
  );
});

test('two of a kind at one moment go by two names', () => {
  expect(eventIds([event('published', 1), event('published', 1)])).toEqual([
    'published-2026-11-01T00:00:00.000Z',
    'published-2026-11-01T00:00:00.000Z-2',
  ]);
});
