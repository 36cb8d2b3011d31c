import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { type DocumentId, type DocumentRecord, parseDocumentId, parseRecord, waitingPage } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { createWebApp } from '@diachi/web';
import { oaiRoutes } from '../oai-routes.ts';
import { OAI_DEFAULTS } from '../oai-settings.ts';
import { RECORD_BUILDERS, type RecordBuilder } from '../record-builders.ts';

/** A catalogue whose clock a test sets, harvested over HTTP. */
export type HarvestedLibrary = {
  readonly catalogue: Catalogue;
  /** The repository's own address. */
  readonly address: string;
  /** What a request is answered, as text; fails unless its status is 200. */
  ask(query: string): Promise<string>;
  /** So many seconds go by. */
  wait(seconds: number): void;
  readonly now: () => Date;
  /** What was told to those who keep the library. */
  readonly alarms: readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
};

export type HarvestedOptions = {
  readonly repositoryId?: string;
  readonly friends?: readonly string[];
  /** How many records a page has; as many as usual when not given. */
  readonly atOnce?: number;
  /** Puts faults of a test before the catalogue. */
  readonly breakBuilder?: (builder: RecordBuilder) => RecordBuilder;
  readonly breakCatalogue?: (catalogue: Catalogue) => Catalogue;
  /** False as if the disk of the store were not there. */
  readonly hasStore?: boolean;
};

export async function openHarvestedLibrary(options: HarvestedOptions = {}): Promise<HarvestedLibrary> {
  const {
    repositoryId = 'kho.example',
    friends = [],
    atOnce,
    breakCatalogue = (catalogue) => catalogue,
    breakBuilder = (builder) => builder,
    hasStore = true,
  } = options;
  const alarms: Readonly<Record<string, unknown>>[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'harvest-'));
  let time = Date.UTC(2026, 0, 2, 3, 4, 5);
  const now = () => new Date(time);
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db'), now });
  await catalogue.putLibrary({ code: OAI_DEFAULTS.libraryCode, name: 'Thư viện tỉnh “A” & <B>' });
  const builders: readonly RecordBuilder[] = RECORD_BUILDERS.map((one) =>
    breakBuilder(atOnce ? { ...one, atOnce } : one),
  );
  const silent = () => undefined;
  const routes = oaiRoutes({
    catalogue: breakCatalogue(catalogue),
    builders,
    libraryCode: OAI_DEFAULTS.libraryCode,
    repositoryId,
    email: 'thu-vien@kho.example',
    friends,
    clock: now,
    isStoreThere: async () => hasStore,
    log: { error: (fields) => void alarms.push(fields) },
  });
  const log = { debug: silent, warn: silent, error: silent };
  const { app } = createWebApp({ routes, catalogue, operatorToken: null, log });
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`;
  return {
    catalogue,
    address,
    now,
    alarms,
    async ask(query) {
      const response = await fetch(`${address}?${query}`);
      if (response.status !== 200) throw new Error(`${query} is answered ${response.status}`);
      return response.text();
    },
    wait(seconds) {
      time += seconds * 1_000;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await catalogue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const nameOf = (number: number): DocumentId => parseDocumentId(String(number).padStart(16, '0'));

/** Publishes a document that was never there; none of its files is needed to be harvested. */
export async function publish(
  { catalogue }: Pick<HarvestedLibrary, 'catalogue'>,
  number: number,
  said: Partial<DocumentRecord> = {},
): Promise<void> {
  const id = nameOf(number);
  await catalogue.receive({ id, record: { ...record(number), ...said }, originals: [] });
  await catalogue.publish({ documentId: id, number: 1 }, [{ ...waitingPage(0, '1'), state: 'blank' }]);
}

export const record = (number: number): DocumentRecord =>
  parseRecord({
    title: `Địa chí “Mường So” & <vùng> phụ cận, tập ${number}`,
    library: 'tinh',
    collection: number % 2 === 0 ? 'Sách chữ Hán' : '',
    kind: number % 3 === 0 ? 'map' : 'book',
    date: '195X',
    creators: 'Nguyễn Văn Đậu',
  });

/** What stands in every element of a name, in its order. */
export const textsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);

/** By what names the records of an answer are known. */
export const identifiersOf = (xml: string): readonly string[] =>
  textsOf(xml, 'identifier').filter((one) => one.startsWith('oai:'));

export const codesOf = (xml: string): readonly string[] =>
  [...xml.matchAll(/<error code="(\w+)">/g)].map(([, code = '']) => code);

/** Null at the end of a list. */
export const tokenOf = (xml: string): string | null => {
  const [token = ''] = textsOf(xml, 'resumptionToken');
  return token === '' ? null : token;
};
