import { expect, test } from 'vitest';
import { pattern, routesMap } from './routes-map.ts';
import { serviceRoutes } from './service-routes.ts';

const services = serviceRoutes();

test('infra/proxy/routes.map says what the services answer; vitest --update writes it', async () => {
  await expect(routesMap(services)).toMatchFileSnapshot('../../../infra/proxy/routes.map');
});

test('each service brings its addresses', () => {
  expect(services.access.map(({ path }) => path)).toContain('/api/search');
  expect(services.upload.map(({ path }) => path)).toContain('/uploads{/*rest}');
  expect(services.portal.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/search', '/api/session', '/healthz']),
  );
});

test('an address that two services answer is refused', () => {
  const [search] = services.access.filter(({ path }) => path === '/api/search');
  if (!search) throw new Error('nobody answers /api/search');

  expect(() => routesMap({ ...services, upload: [...services.upload, search] })).toThrow('(GET|HEAD) /api/search');
});

test('an address written in a way the map does not know is refused rather than guessed', () => {
  expect(() => pattern('/files/*path')).toThrow('cannot write');
  expect(() => pattern('/files{.:format}')).toThrow('cannot write');
  expect(pattern('/files/:id/r:revision/pages/:page/:width.webp')).toBe(
    String.raw`/files/[^/]+/r[^/]+/pages/[^/]+/[^/]+\.webp`,
  );
});
