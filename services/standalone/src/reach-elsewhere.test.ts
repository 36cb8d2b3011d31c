import { Failure } from '@diachi/domain';
import { ConfigError } from '@diachi/process';
import { expect, test } from 'vitest';
import { reachElsewhere } from './reach-elsewhere.ts';

const config = { libraryUrl: 'http://thuvien.example:8090', operatorToken: 'token', publicUrl: null };

test('an address without a token is a fault of the settings, whatever is asked', () => {
  const reach = () => reachElsewhere({ ...config, operatorToken: '' }, { name: 'search' }, 'en');

  expect(reach).toThrow(ConfigError);
  expect(reach).toThrow(/OPERATOR_TOKEN is not set, but DIACHI_URL is/);
});

test('files of this machine cannot be taken in there', () => {
  expect(() => reachElsewhere(config, { name: 'ingest' }, 'en')).toThrow(
    expect.objectContaining({ code: 'command.needs-files', details: { address: config.libraryUrl } }),
  );
});

test.each(['access.sign-in-needed', 'access.bad-token', 'access.not-allowed'])(
  'a library that takes the command for somebody else (%s) is told with what to do',
  async (code) => {
    const { asOperator } = reachElsewhere(config, { name: 'status' }, 'en');

    const asked = asOperator(() => Promise.reject(new Failure('invalid', code, 'No.')));

    await expect(asked).rejects.toMatchObject({ kind: 'invalid', code: 'command.not-operator' });
  },
);

test('links for people begin where people come in, when that is said', () => {
  const publicAddressOf = (publicUrl: URL | null) =>
    reachElsewhere({ ...config, publicUrl }, { name: 'user-add' }, 'en').publicAddress;

  expect(publicAddressOf(new URL('https://thuvien.example'))).toBe('https://thuvien.example');
  expect(publicAddressOf(null)).toBe(config.libraryUrl);
});

test('any other failure is its own', async () => {
  const failure = new Failure('missing', 'document.missing', 'There is none.');
  const { asOperator } = reachElsewhere(config, { name: 'show' }, 'en');

  await expect(asOperator(() => Promise.reject(failure))).rejects.toBe(failure);
});
