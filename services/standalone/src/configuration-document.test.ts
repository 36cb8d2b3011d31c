import { backupSettings } from '@diachi/backup';
import { setUpSettings } from '@diachi/cluster';
import { describe, expect, test } from 'vitest';
import { allSettings, settingsByPart } from './all-settings.ts';
import { clusterSettings } from './cluster-settings.ts';
import { configurationDocument } from './configuration-document.ts';

test('docs/configuration.md says what the settings say; vitest --update writes it', async () => {
  await expect(
    configurationDocument(settingsByPart, clusterSettings, { setUp: setUpSettings, backup: backupSettings }),
  ).toMatchFileSnapshot('../../../docs/configuration.md');
});

test('no two settings share a variable or a name', () => {
  const lists = Object.values(settingsByPart).flatMap((list) => Object.entries(list));
  const variables = lists.map(([, setting]) => setting.env);

  expect(new Set(variables).size).toBe(variables.length);
  expect(Object.keys(allSettings)).toHaveLength(lists.length);
});

describe.each(Object.entries(clusterSettings))('the settings of %s', (_name, lists) => {
  const settings = Object.values(lists).flatMap((list) => Object.entries(list));

  test('share no variable and no name', () => {
    expect(new Set(settings.map(([, { env }]) => env)).size).toBe(settings.length);
    expect(new Set(settings.map(([name]) => name)).size).toBe(settings.length);
  });

  test('have defaults that can be used', () => {
    for (const [, { default: byDefault, parse }] of settings) {
      if (byDefault !== undefined) expect(() => parse(byDefault)).not.toThrow();
    }
  });

  test('hide what is a password or a key', () => {
    const secrets = settings.filter(([, { env }]) => /KEY|TOKEN|DATABASE_URL|REDIS_URL/.test(env));

    expect(secrets.filter(([, { isSecret, default: byDefault }]) => !isSecret || byDefault !== undefined)).toEqual([]);
  });
});

test('a process knows of no server that it does not work with', () => {
  const variables = Object.fromEntries(
    Object.entries(clusterSettings).map(([name, lists]) => [
      name,
      Object.values(lists).flatMap((list) => Object.values(list).map(({ env }) => env)),
    ]),
  );
  const readers = (beginning: string) =>
    Object.keys(variables).filter((name) => variables[name]?.some((variable) => variable.startsWith(beginning)));

  expect(readers('MEILI_')).toEqual(['upload', 'access', 'index']);
  expect(readers('REDIS_')).toEqual(['upload', 'intake', 'ocr', 'thumbnails', 'pdf', 'index']);
  expect(readers('S3_')).toEqual(['upload', 'access', 'intake', 'ocr', 'thumbnails', 'pdf', 'index']);
  expect(readers('DATABASE_')).toEqual(['upload', 'access', 'portal', 'intake', 'ocr', 'pdf', 'index']);
  expect(readers('OPERATOR_')).toEqual(['upload', 'access', 'portal']);
});
