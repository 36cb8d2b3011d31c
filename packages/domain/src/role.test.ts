import { expect, test } from 'vitest';
import { mayActAs, ROLES } from './role.ts';

test('whoever may do more may do less, and nobody may do more', () => {
  for (const [rank, role] of ROLES.entries()) {
    for (const [needed, asked] of ROLES.entries()) expect(mayActAs(role, asked)).toBe(rank >= needed);
  }
});
