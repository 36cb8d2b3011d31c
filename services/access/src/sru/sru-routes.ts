import { isFailure } from '@diachi/domain';
import {
  mediaTypeOf,
  parseSruRequest,
  Refusal,
  type SruRequest,
  writeExplainResponse,
  writeRefusal,
  writeScanResponse,
  writeSearchResponse,
} from '@diachi/sru';
import { type Route, siteAddress } from '@diachi/web';
import type { Request, Response } from 'express';
import { answerScan } from './answer-scan.ts';
import { answerSearch } from './answer-search.ts';
import { explainService } from './explain-service.ts';
import type { SruTools } from './sru-tools.ts';

/** Search for other catalogues: SRU 2.0, 1.2 and 1.1, with queries in CQL. It finds what everybody may see, whoever asks. */
export const sruRoutes = (tools: SruTools): readonly Route[] => [
  {
    method: 'get',
    path: '/sru',
    role: 'reader',
    summary: 'Search by SRU: explain, searchRetrieve, scan',
    isOpenToOtherSites: true,
    handle: (request, response) => answerSru(tools, request.query, request, response),
  },
  {
    method: 'post',
    path: '/sru',
    role: 'reader',
    summary: 'The same, for queries too long for an address',
    body: 'form',
    handle: (request, response) =>
      answerSru(tools, (request.body ?? {}) as Readonly<Record<string, unknown>>, request, response),
  },
];

async function answerSru(
  tools: SruTools,
  parameters: Readonly<Record<string, unknown>>,
  request: Request,
  response: Response,
): Promise<void> {
  const asked = parseSruRequest(parameters);
  const site = siteAddress(request, tools.publicUrl);
  response.set('Cache-Control', 'no-cache').set('Content-Type', mediaTypeOf(asked.version));
  const refuse = ({ diagnostic }: Refusal) =>
    writeRefusal({ ...asked, operation: 'refused', of: operationOf(asked), diagnostic }, explainService(site));
  try {
    response.send(await answerAsked(tools, asked, site));
  } catch (thrown) {
    if (thrown instanceof Refusal) response.send(refuse(thrown));
    else if (isFailure(thrown) && thrown.kind === 'unavailable') {
      response
        .status(503)
        .set('Retry-After', '15')
        .send(refuse(new Refusal(2, thrown.code)));
    } else throw thrown;
  }
}

async function answerAsked(tools: SruTools, asked: SruRequest, site: string): Promise<string> {
  if (asked.operation === 'refused') return writeRefusal(asked, explainService(site));
  if (asked.operation === 'explain') return writeExplainResponse(asked, explainService(site));
  if (asked.operation === 'scan')
    return writeScanResponse(asked, { terms: await answerScan(tools, asked), diagnostics: [] });
  return writeSearchResponse(asked, await answerSearch(tools, asked, site));
}

const operationOf = (asked: SruRequest) => (asked.operation === 'refused' ? asked.of : asked.operation);
