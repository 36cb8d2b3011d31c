import { parseLibraryCode } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { OAI_DEFAULTS, oaiSettings } from './oai-settings.ts';
import { repositoryIdOf } from './repository-id.ts';

const libraryCode = parseLibraryCode('tinh');

describe('how other repositories know this one', () => {
  test.each([
    [
      'as it was set',
      { repositoryId: 'kho.example.vn', publicUrl: new URL('https://other.example') },
      'kho.example.vn',
    ],
    ['by the host it is open at', { publicUrl: new URL('https://Kho.Example.vn:8443') }, 'kho.example.vn'],
    ['by its library where the host is a number', { publicUrl: new URL('http://192.168.1.5') }, 'tinh'],
    ['by its library where the host is known only near by', { publicUrl: new URL('http://localhost:8080') }, 'tinh'],
    ['by its library where nothing was said', { publicUrl: null, repositoryId: null }, 'tinh'],
  ])('%s', (_how, said, id) => {
    expect(repositoryIdOf({ ...said, libraryCode })).toBe(id);
  });

  test('nothing set is what is meant when nothing is given', () => {
    const { libraryEmail, repositoryId, harvestFriends } = oaiSettings;

    expect([libraryEmail, repositoryId, harvestFriends].map((one) => one.parse(one.default))).toEqual([
      OAI_DEFAULTS.libraryEmail,
      OAI_DEFAULTS.repositoryId,
      OAI_DEFAULTS.harvestFriends,
    ]);
  });

  test.each(['thu-vien', 'a b@c.vn', '@kho.vn', 'a@kho', 'a@@kho.vn', 'a@kho..vn'])(
    '“%s” is no address to write to',
    (written) => {
      expect(() => oaiSettings.libraryEmail.parse(written)).toThrow('thu-vien@example.vn');
    },
  );

  test.each(['kho:x', '1kho.vn', 'kho/vn', 'kho.', 'khố.vn'])('“%s” is no name of a repository', (written) => {
    expect(() => oaiSettings.repositoryId.parse(written)).toThrow('kho.example.vn');
  });

  test('friends are addresses with commas between them', () => {
    const { harvestFriends } = oaiSettings;

    expect(harvestFriends.parse(' https://a.vn/oai, http://b.vn/oai2 ,')).toEqual([
      'https://a.vn/oai',
      'http://b.vn/oai2',
    ]);
    expect(() => harvestFriends.parse('a.vn')).toThrow('https://kho.example.vn/oai');
    expect(() => harvestFriends.parse('javascript:alert(1)')).toThrow('https://kho.example.vn/oai');
  });
});
