import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route } from '@diachi/web';
import { expect, test } from 'vitest';
import { serviceRoutes } from '../infra/proxy/service-routes.ts';

const architecture = join(import.meta.dirname, '..', '..', 'ARCHITECTURE.md');
const services = serviceRoutes();

// What every service answers is served to readers by the portal.
const rows = { access: ['access'], upload: ['upload'], portal: ['portal', 'web'] } as const;

test.each(Object.keys(rows) as (keyof typeof rows)[])(
  'ARCHITECTURE.md tells every address of %s, and no other',
  async (service) => {
    const told = (await Promise.all(rows[service].map(addressesIn))).flat();

    expect(told.toSorted()).toEqual(services[service].map(written).toSorted());
  },
);

/** The addresses in one row of the table, as they are written there but for what may be asked of them. */
async function addressesIn(row: string): Promise<readonly string[]> {
  const table = (await readFile(architecture, 'utf8')).split('\n## Addresses\n')[1] ?? '';
  const line = table.split('\n').find((one) => one.startsWith(`| ${row} |`)) ?? '';
  return [...line.matchAll(/`([^`]+)`/g)]
    .map(([, address = '']) => address.replace(/\?.*/, '').replace(/^GET /, ''))
    .filter((address) => address.includes('/'));
}

/** A method is said unless it is GET, or there is no other. */
const written = ({ method, path }: Route): string =>
  `${method === 'get' || method === 'all' ? '' : `${method.toUpperCase()} `}${path.replace(/\{\/\*\w+\}/, '/*')}`;
