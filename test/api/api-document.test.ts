import { FAILURE_CODES } from '@diachi/messages';
import { describeApi } from '@diachi/web/testing';
import { expect, test } from 'vitest';
import { serviceRoutes } from '../infra/proxy/service-routes.ts';

const routes = Object.values(serviceRoutes()).flat();

test('packages/web/src/api/openapi.json says what the routes of all services say; vitest --update writes it', async () => {
  const document = describeApi(routes, FAILURE_CODES);

  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../../packages/web/src/api/openapi.json');
});

test('every address for programs is told, and none that is the operator’s or a form’s', () => {
  const { paths } = describeApi(routes, FAILURE_CODES);
  const told = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((one) => `${one} ${path}`));

  expect(told).toEqual(expect.arrayContaining(['get /api/search', 'patch /api/documents/{id}', 'get /api/people']));
  expect(told.filter((one) => /ingest|reading|failure-page|session\/end|record$/.test(one))).toEqual([]);
});

test('a route that does not say what it answers, or reads, is found', () => {
  const bare = {
    method: 'get',
    path: '/api/search/:id',
    role: 'reader',
    summary: 'x',
    handle: () => undefined,
  } as const;

  expect(() => describeApi([bare], [])).toThrow('does not say');
  expect(() => describeApi([{ ...bare, path: '/api/poems' }], [])).toThrow('belongs to no group');
});
