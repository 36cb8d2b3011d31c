import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { createAccessService } from '@diachi/access-service';
import { createPostgresCatalogue, createSqliteCatalogue } from '@diachi/catalogue-sql';
import { parseLibraryCode } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { createWebApp } from '@diachi/web';
import { findPostgres, startPostgres } from '../../servers/index.ts';
import { percentile } from '../search/percentile.ts';
import { changedAt, fillingStatements } from './made-up-changes.ts';

type Dialect = 'sqlite' | 'postgres';

/** Pages of one list, from one place on. */
export type PageTimes = {
  readonly list: string;
  readonly place: string;
  readonly pages: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Of the whole process: the one who asks is in it too. */
  readonly cpuMs: number;
};

const LISTS = [
  { list: 'records, oai_dc', query: 'verb=ListRecords&metadataPrefix=oai_dc' },
  { list: 'records, marc21', query: 'verb=ListRecords&metadataPrefix=marc21' },
  { list: 'identifiers', query: 'verb=ListIdentifiers&metadataPrefix=oai_dc' },
  { list: 'identifiers of a library', query: 'verb=ListIdentifiers&metadataPrefix=oai_dc&set=library:tinh' },
  { list: 'identifiers of a rare kind', query: 'verb=ListIdentifiers&metadataPrefix=oai_dc&set=kind:photograph' },
] as const;

const WARM_UP_PAGES = 20;

/** Harvests pages at the beginning, in the middle and near the end of a repository of so many records. */
export async function benchOai(options: {
  readonly dialect: Dialect;
  readonly documents: number;
  readonly pages: number;
  readonly log?: (line: string) => void;
}): Promise<readonly PageTimes[]> {
  const { dialect, documents, pages, log = () => undefined } = options;
  await using opened = await (dialect === 'sqlite' ? openSqlite(documents, log) : openPostgres(documents, log));
  await using site = await serve(opened.catalogue);
  const times: PageTimes[] = [];
  // Whoever is first to ask anything waits for code to be made fast, which is no matter of where it asks.
  for (const { query } of LISTS) await harvest(site.address, query, WARM_UP_PAGES);
  for (const { list, query } of LISTS) {
    for (const [place, share] of [
      ['start', 0],
      ['middle', 0.5],
      ['end', 0.9],
    ] as const) {
      const from = share === 0 ? '' : `&from=${changedAt(Math.floor(documents * share))}`;
      times.push({ list, place, ...(await harvest(site.address, `${query}${from}`, pages)) });
      log(JSON.stringify(times.at(-1)));
    }
  }
  return times;
}

async function harvest(address: string, first: string, most: number) {
  const walls: number[] = [];
  const before = process.cpuUsage();
  for (let query: string | null = first; query !== null && walls.length < most; ) {
    const started = performance.now();
    const xml: string = await (await fetch(`${address}?${query}`)).text();
    walls.push(performance.now() - started);
    if (!/<(?:record|header)[ >]/.test(xml)) throw new Error(`No record came: ${xml.slice(0, 600)}`);
    const token: string | undefined = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1];
    query = token ? `${first.split('&')[0]}&resumptionToken=${encodeURIComponent(token)}` : null;
  }
  const { user, system } = process.cpuUsage(before);
  // The first page is asked without a place to go on from, and of an everything that is counted.
  const rest = walls.length > 1 ? walls.slice(1) : walls;
  return {
    pages: walls.length,
    p50Ms: round(percentile(rest, 0.5)),
    p95Ms: round(percentile(rest, 0.95)),
    cpuMs: round((user + system) / 1_000 / walls.length),
  };
}

type Opened = AsyncDisposable & { readonly catalogue: Catalogue };

async function openSqlite(documents: number, log: (line: string) => void): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-oai-'));
  const path = join(folder, 'catalogue.sqlite');
  await (await createSqliteCatalogue({ path })).close();
  const filling = new DatabaseSync(path);
  filling.exec('pragma synchronous = off');
  for (const statement of fillingStatements({ documents, dialect: 'sqlite' })) {
    filling.exec(statement);
    log(`filled: ${statement.slice(0, 30)}`);
  }
  filling.close();
  const catalogue = await named(await createSqliteCatalogue({ path }));
  return {
    catalogue,
    async [Symbol.asyncDispose]() {
      await catalogue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgres(documents: number, log: (line: string) => void): Promise<Opened> {
  const server = await startPostgres();
  await (await createPostgresCatalogue({ url: server.url, poolSize: 1 })).close();
  const psql = join(findPostgres() ?? '', 'psql');
  for (const statement of [...fillingStatements({ documents, dialect: 'postgres' }), 'vacuum analyze']) {
    execFileSync(psql, [server.url, '-q', '-c', statement], { stdio: ['ignore', 'ignore', 'inherit'] });
    log(`filled: ${statement.slice(0, 30)}`);
  }
  const catalogue = await named(await createPostgresCatalogue({ url: server.url, poolSize: 4 }));
  return {
    catalogue,
    async [Symbol.asyncDispose]() {
      await catalogue.close();
      await server.stop();
    },
  };
}

async function named(catalogue: Catalogue): Promise<Catalogue> {
  await catalogue.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
  return catalogue;
}

async function serve(catalogue: Catalogue): Promise<AsyncDisposable & { readonly address: string }> {
  // Records alone are harvested: neither files nor the index are asked.
  const access = createAccessService({ catalogue, store: {} as never, index: {} as never });
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: (...said: unknown[]) => console.error(...said) };
  const routes = access.routes.filter(({ path }) => path === '/oai');
  const { app } = createWebApp({ routes, catalogue, operatorToken: null, log });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function tableOf(dialect: Dialect, times: readonly PageTimes[]): string {
  const lines = times.map((one) => {
    const start = times.find(({ list, place }) => list === one.list && place === 'start');
    const ratio = (one.cpuMs / (start?.cpuMs ?? Number.NaN)).toFixed(2);
    return `| ${dialect} | ${one.list} | ${one.place} | ${one.pages} | ${one.p50Ms} | ${one.p95Ms} | ${one.cpuMs} | ${ratio} |`;
  });
  return [
    '| catalogue | list | place | pages | p50 ms | p95 ms | CPU ms a page | against the start |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      documents: { type: 'string', default: '1000000' },
      pages: { type: 'string', default: '60' },
      catalogue: { type: 'string', default: 'sqlite,postgres' },
    },
  });
  for (const dialect of ['sqlite', 'postgres'] as const) {
    if (!values.catalogue.split(',').includes(dialect)) continue;
    const [documents, pages] = [Number(values.documents), Number(values.pages)];
    console.log(tableOf(dialect, await benchOai({ dialect, documents, pages, log: (line) => console.error(line) })));
  }
}
