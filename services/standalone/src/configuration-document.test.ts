import { expect, test } from 'vitest';
import { allSettings, settingsByPart } from './all-settings.ts';
import { configurationDocument } from './configuration-document.ts';

test('docs/configuration.md says what the settings say; vitest --update writes it', async () => {
  await expect(configurationDocument(settingsByPart)).toMatchFileSnapshot('../../../docs/configuration.md');
});

test('no two settings share a variable or a name', () => {
  const lists = Object.values(settingsByPart).flatMap((list) => Object.entries(list));
  const variables = lists.map(([, setting]) => setting.env);

  expect(new Set(variables).size).toBe(variables.length);
  expect(Object.keys(allSettings)).toHaveLength(lists.length);
});
