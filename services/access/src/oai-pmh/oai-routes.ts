import type { OaiArguments } from '@diachi/oai-pmh';
import { type Route, siteAddress } from '@diachi/web';
import type { Request, Response } from 'express';
import { answerOai } from './answer-oai.ts';
import type { ProviderTools } from './provider-tools.ts';

const SMALL_BYTES = 16 * 1024;

/** The repository as other repositories harvest it. Source: OAI-PMH 2.0. What is wrong with a request is told in the protocol's own words, with status 200. */
export function oaiRoutes(tools: ProviderTools & { readonly publicUrl?: URL | null }): readonly Route[] {
  const send = async (request: Request, response: Response, args: OaiArguments) => {
    const xml = await answerOai(tools, args, siteAddress(request, tools.publicUrl));
    response.set({ 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-cache' }).end(xml);
  };
  return [
    {
      method: 'get',
      path: '/oai',
      role: 'reader',
      summary: 'OAI-PMH 2.0: records as other repositories harvest them',
      isOpenToOtherSites: true,
      handle: (request, response) => send(request, response, askedFor(request.originalUrl)),
    },
    {
      method: 'post',
      path: '/oai',
      role: 'reader',
      summary: 'The same, asked by a form',
      body: 'form',
      limits: { bodyBytes: SMALL_BYTES },
      handle: (request, response) => send(request, response, sentAs(request.body)),
    },
  ];
}

/** The arguments after the question mark, in their order, repeated ones repeated. */
const askedFor = (address: string): OaiArguments => {
  const begin = address.indexOf('?');
  return begin < 0 ? [] : [...new URLSearchParams(address.slice(begin))];
};

/** Those of a form; nothing that is none has any. */
const sentAs = (body: unknown): OaiArguments =>
  Object.entries((body ?? {}) as Readonly<Record<string, string | readonly string[]>>).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
