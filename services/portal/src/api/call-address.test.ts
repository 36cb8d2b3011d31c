import { apiDocument } from '@diachi/web';
import { expect, test } from 'vitest';
import { bodyFields } from './body-fields.ts';
import { callAddress } from './call-address.ts';
import { curlLine } from './curl-line.ts';

const patch = apiDocument.paths['/api/documents/{id}']?.['patch'];

test('a form on the page for programs leads to the address it was filled in for', () => {
  const filledIn = { operation: 'getDocumentsIdHits', id: ' a/b?c ', q: 'địa chí & sử', limit: '', poem: 'x' };

  expect(callAddress(apiDocument, filledIn)).toBe(
    '/api/documents/a%2Fb%3Fc/hits?q=%C4%91%E1%BB%8Ba+ch%C3%AD+%26+s%E1%BB%AD',
  );
});

test.each([
  [{ operation: 'deleteDocumentsId', id: 'a' }, 'address.missing'],
  [{ operation: ['getSearch'] }, 'address.missing'],
  [{}, 'address.missing'],
  [{ operation: 'getDocumentsId', id: ' ' }, 'input.bad-form'],
  [{ operation: 'getDocumentsId', id: ['a', 'b'] }, 'input.bad-form'],
])('nothing is asked for by %j', (filledIn, code) => {
  expect(() => callAddress(apiDocument, filledIn)).toThrow(expect.objectContaining({ code }));
});

test('a call stands as a line to be copied, with a token where one is needed', () => {
  if (!patch) throw new Error('records cannot be changed');
  const site = 'https://kho.example.vn';

  expect(curlLine(site, '/api/documents/{id}', 'patch', patch)).toBe(
    'curl -X PATCH -H "Authorization: Bearer $TOKEN" -H \'If-Match: "ETAG"\' -H "Content-Type: application/json" -d @body.json "https://kho.example.vn/api/documents/ID"',
  );
  const search = apiDocument.paths['/api/search']?.['get'];
  expect(search && curlLine(site, '/api/search', 'get', search)).toBe('curl "https://kho.example.vn/api/search"');
});

test('the fields of what is sent are told, those first that must be there', () => {
  expect(patch && bodyFields(apiDocument, patch)).toEqual([
    { name: 'record', isRequired: true },
    { name: 'onVersion', isRequired: false },
  ]);
});
