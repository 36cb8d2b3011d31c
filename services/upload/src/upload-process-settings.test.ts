import { expect, test } from 'vitest';
import { uploadProcessSettings } from './upload-process-settings.ts';

test('uploads of a cluster can be waited for no longer than the store keeps their pieces', () => {
  const { parse, default: given } = uploadProcessSettings.uploadExpiryMs;

  expect(parse(given)).toBe(7 * 86_400_000);
  expect(parse('30d')).toBe(30 * 86_400_000);
  expect(() => parse('31d')).toThrow('30d at most');
  expect(() => parse('1 week')).toThrow('a duration');
});
