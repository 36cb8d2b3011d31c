import {
  errorsAnswer,
  formatsAnswer,
  identifyAnswer,
  type OaiArguments,
  type OaiRequest,
  parseOaiIdentifier,
  parseRequest,
  recordAnswer,
  secondOf,
  writeResponse,
} from '@diachi/oai-pmh';
import type { XmlNode } from '@diachi/xml';
import { repositoryName } from '../repository-name.ts';
import { answerList } from './answer-list.ts';
import { answerSets } from './answer-sets.ts';
import type { Answer, ProviderTools } from './provider-tools.ts';
import { headerOf, recordsOf, unknownFormat } from './records-of.ts';

/** Of a repository that tells none. `.invalid` reaches nobody (RFC 2606). */
const NO_EMAIL = 'no-address@library.invalid';

/** Answers a request as OAI-PMH 2.0 wants it, whatever was asked. `site` is what every address of the library begins with. Fails only as the catalogue does. */
export async function answerOai(tools: ProviderTools, args: OaiArguments, site: string): Promise<string> {
  const { request, errors, echo } = parseRequest(args);
  const answered = request ? await answer(tools, request, site) : { errors };
  const head = { baseUrl: `${site}/oai`, responseDate: answered.responseDate ?? secondOf(tools.clock()), echo };
  return writeResponse(head, 'errors' in answered ? errorsAnswer(answered.errors) : answered.answer);
}

async function answer(tools: ProviderTools, request: OaiRequest, site: string): Promise<Answer> {
  if (request.verb === 'Identify') return { answer: await identify(tools, site) };
  if (request.verb === 'ListMetadataFormats') return listFormats(tools, request.identifier);
  if (request.verb === 'ListSets') return answerSets(tools.catalogue, request.after);
  if (request.verb === 'GetRecord') return getRecord(tools, request, site);
  return answerList(tools, request, site);
}

async function identify(tools: ProviderTools, site: string): Promise<XmlNode> {
  const { catalogue, repositoryId, libraryCode, email, friends, clock } = tools;
  const libraries = await catalogue.libraries();
  return identifyAnswer({
    name: repositoryName(libraries, libraryCode),
    baseUrl: `${site}/oai`,
    adminEmail: email ?? NO_EMAIL,
    earliest: (await catalogue.earliestChange()) ?? secondOf(clock()),
    repositoryId,
    sampleIdentifier: `oai:${repositoryId}:0123456789abcdef`,
    friends,
  });
}

async function listFormats(tools: ProviderTools, identifier: string | null): Promise<Answer> {
  if (identifier !== null && !(await changeNamed(tools, identifier))) return unknownIdentifier;
  return { answer: formatsAnswer(tools.builders) };
}

async function getRecord(
  tools: ProviderTools,
  { identifier, metadataPrefix }: Extract<OaiRequest, { verb: 'GetRecord' }>,
  site: string,
): Promise<Answer> {
  const change = await changeNamed(tools, identifier);
  if (!change) return unknownIdentifier;
  const builder = tools.builders.find((known) => known.metadataPrefix === metadataPrefix);
  if (!builder) return unknownFormat(tools, metadataPrefix);
  const [record] = await recordsOf(tools, [change], builder, site);
  if (record) return { answer: recordAnswer(record) };
  // It went while it was being read, or cannot be written; what was noted of it is asked for once more.
  const last = await changeNamed(tools, identifier);
  if (last && !last.isGone) return notNow;
  return { answer: recordAnswer({ header: headerOf(tools, { ...(last ?? change), isGone: true }), metadata: null }) };
}

async function changeNamed({ catalogue, repositoryId }: ProviderTools, identifier: string) {
  const id = parseOaiIdentifier(repositoryId, identifier);
  return id && catalogue.changeOf(id);
}

const notNow = {
  errors: [{ code: 'cannotDisseminateFormat', words: 'This record cannot be given in that format at present.' }],
} as const satisfies Answer;
const unknownIdentifier = {
  errors: [{ code: 'idDoesNotExist', words: 'There is no record of that name in this repository.' }],
} as const satisfies Answer;
