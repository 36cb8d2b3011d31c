import { Failure } from '@diachi/domain';
import { expect, test } from 'vitest';
import { createLog } from './create-log.ts';

test('a failure is logged with its code, what filled it, and what lay behind it', () => {
  const { log, lines } = listening();

  log.error({
    err: new Failure('unavailable', 'store.full', 'No room.', { cause: new Error('ENOSPC'), details: { mb: 3 } }),
  });

  expect(lines()[0]).toMatchObject({
    err: { code: 'store.full', details: { mb: 3 }, cause: { code: 'bug', message: 'ENOSPC' } },
  });
});

test('a token or a password never reaches the log', () => {
  const { log, text } = listening();

  log.info({ token: 'geheim', person: { password: 'geheim' }, request: { headers: { cookie: 'geheim' } } }, 'asked');

  expect(text()).toContain('asked');
  expect(text()).not.toContain('geheim');
});

function listening() {
  const written: string[] = [];
  const log = createLog('diachi', 'info', { write: (line) => void written.push(line) });
  return { log, text: () => written.join(''), lines: () => written.map((line) => JSON.parse(line) as unknown) };
}
