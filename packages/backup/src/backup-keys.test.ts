import { expect, test } from 'vitest';
import { backupName, backupTime } from './backup-keys.ts';
import { outdated } from './prune.ts';

const whole = (name: string) => ({ name, isWhole: true });

test('a backup is named after the moment it was begun', () => {
  const at = new Date('2026-11-23T04:15:54.321Z');

  expect(backupName(at)).toBe('20261123t041554z');
  expect(backupTime(backupName(at)).toISOString()).toBe('2026-11-23T04:15:54.000Z');
});

test('young backups are kept, the last of each month longer, the newest for ever, and broken ones go when they are old', () => {
  const backups = [
    whole('20250131t010000z'),
    whole('20260930t010000z'),
    whole('20261015t010000z'),
    whole('20261031t010000z'),
    { name: '20261101t010000z', isWhole: false },
    whole('20261120t010000z'),
    { name: '20261122t010000z', isWhole: false },
  ];
  const keep = { keepDays: 14, keepMonths: 3 };

  expect(outdated(backups, keep, new Date('2026-11-23T00:00:00Z'))).toEqual([
    '20250131t010000z',
    '20261015t010000z',
    '20261101t010000z',
  ]);
  expect(outdated([whole('20250131t010000z')], keep, new Date('2026-11-23T00:00:00Z'))).toEqual([]);
});
