import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What one question is answered with: XML with status 200, or all of it. */
export type ForeignAnswer =
  | string
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    };

export type ForeignRepository = {
  readonly address: string;
  /** What was asked, in its order. */
  readonly asked: URLSearchParams[];
  readonly agents: (string | undefined)[];
  /** The most that were under way at once. */
  atOnce(): number;
  close(): Promise<void>;
};

/** A repository of somebody else's, on a port of its own. Questions that `answer` leaves open (null) are answered as by any. */
export async function openForeignRepository(
  answer: (asked: URLSearchParams, response: ServerResponse) => ForeignAnswer | null | Promise<ForeignAnswer | null>,
): Promise<ForeignRepository> {
  const asked: URLSearchParams[] = [];
  const agents: (string | undefined)[] = [];
  let [underWay, most] = [0, 0];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    underWay += 1;
    most = Math.max(most, underWay);
    const question = new URL(request.url ?? '/', 'http://x').searchParams;
    asked.push(question);
    agents.push(request.headers['user-agent']);
    try {
      const given = (await answer(question, response)) ?? usualAnswer(question);
      if (response.headersSent) return;
      const { status = 200, headers = {}, body = '' } = typeof given === 'string' ? { body: given } : given;
      const isZipped = String(request.headers['accept-encoding']).includes('gzip') && typeof given === 'string';
      response.writeHead(status, {
        'content-type': 'text/xml',
        ...(isZipped && { 'content-encoding': 'gzip' }),
        ...headers,
      });
      response.end(isZipped ? gzipSync(body) : body);
    } finally {
      underWay -= 1;
    }
  };
  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`,
    asked,
    agents,
    atOnce: () => most,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An answer of OAI-PMH 2.0 around what answers the verb. */
const answerOf = (inside: string, responseDate = '2026-11-20T08:00:00Z'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${responseDate}</responseDate>
<request>http://kho.example.vn/oai</request>${inside}</OAI-PMH>`;

export const recordsOf = (records: readonly string[], token?: string, size?: number): string =>
  answerOf(
    `<ListRecords>${records.join('')}${
      token === undefined
        ? ''
        : `<resumptionToken${size ? ` completeListSize="${size}"` : ''}>${token}</resumptionToken>`
    }</ListRecords>`,
  );

export const errorOf = (code: string, words = ''): string => answerOf(`<error code="${code}">${words}</error>`);

export const dublinCoreRecord = (number: number, title = `Sách ${number}`): string => `<record><header>
  <identifier>oai:kho.example.vn:${number}</identifier><datestamp>2026-11-0${(number % 9) + 1}T00:00:00Z</datestamp></header>
  <metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>${title}</dc:title><dc:identifier>https://kho.example.vn/sach/${number}</dc:identifier></oai_dc:dc></metadata></record>`;

export const deletedRecord = (number: number): string =>
  `<record><header status="deleted"><identifier>oai:kho.example.vn:${number}</identifier><datestamp>2026-11-19T00:00:00Z</datestamp></header></record>`;

/** Says of itself what most do; has two formats, and no records. */
function usualAnswer(asked: URLSearchParams): string {
  if (asked.get('verb') === 'Identify') return identityOf('persistent');
  if (asked.get('verb') === 'ListMetadataFormats') {
    return answerOf(`<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>
      <schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>
      <metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>`);
  }
  return errorOf('noRecordsMatch');
}

export const identityOf = (deletedRecord: 'no' | 'persistent', granularity = 'YYYY-MM-DDThh:mm:ssZ'): string =>
  answerOf(`<Identify><repositoryName>Kho bạn</repositoryName><baseURL>http://kho.example.vn/oai</baseURL>
    <protocolVersion>2.0</protocolVersion><earliestDatestamp>2020-01-01</earliestDatestamp>
    <deletedRecord>${deletedRecord}</deletedRecord><granularity>${granularity}</granularity></Identify>`);
