import { expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';
import { searchFull, troubleOf } from './sqlite-trouble.ts';

test('a file that may not grow any more is full, which is waited out', () => {
  const database = openDatabase(':memory:');
  database.exec('create table text (body blob); pragma max_page_count = 3');

  const thrown = attempt(() => database.exec('insert into text values (zeroblob(1000000))'));

  expect(troubleOf(thrown)).toBe('full');
  expect(searchFull(thrown)).toMatchObject({ kind: 'unavailable', code: 'search.full' });
  database.close();
});

function attempt(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (thrown) {
    return thrown;
  }
}
