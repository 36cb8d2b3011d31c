import { type HarvestSource, parseHarvestSource, parseSourceCode } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { answerForm, askingRoute, CODE_PATTERN, type Route, type Visitor } from '@diachi/web';
import { z } from 'zod';
import { longWorkAnswer } from '../answers.ts';
import { knownSourceAnswer, sourceAnswer } from './harvest-answers.ts';
import type { Harvesting } from './harvesting.ts';

export type HarvestRoutesTools = {
  readonly catalogue: Pick<Catalogue, 'addSource' | 'changeSource' | 'removeSource' | 'source' | 'audit'>;
  readonly harvesting: Pick<Harvesting, 'sources' | 'start'>;
  readonly clock: () => Date;
};

const code = z
  .string()
  .transform((written) => parseSourceCode(written))
  .meta({ description: 'The code of a source, and not “ours”: kho-ban.', pattern: CODE_PATTERN });
const path = z.object({ code });
/** What a form leaves empty or unticked is not sent at all. */
const said = z.object({
  name: z.string().meta({ minLength: 1 }),
  address: z.string().meta({ description: 'The base URL of its OAI-PMH.', pattern: '^https?://' }),
  metadataPrefix: z.string().default('').describe('Empty for the fullest format it has.'),
  set: z.string().default('').describe('Empty for everything.'),
  everyHours: z.coerce.number().int().default(24),
  isOn: z.union([z.boolean(), z.enum(['true', 'on', 'yes', 'false', 'off', 'no'])]).default(false),
  next: z.string().optional(),
});
const begun = z.object({
  isWhole: z.union([z.boolean(), z.enum(['true', 'false'])]).default(false),
  next: z.string().optional(),
});

/** Other repositories whose records are taken in. */
export const harvestRoutes = (tools: HarvestRoutesTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/harvest',
    role: 'admin',
    summary: 'Other repositories whose records are taken in, and how their harvests go',
    answers: { body: z.array(knownSourceAnswer) },
    handle: async (_request, response) => {
      response.set('Cache-Control', 'no-store').json(await tools.harvesting.sources());
    },
  },
  ...sourceRoutes(tools),
  askingRoute({
    method: 'post',
    path: '/api/harvest/:code/start',
    role: 'admin',
    summary: 'Harvests a repository now: what changed, or everything with isWhole',
    body: 'json-or-form',
    asks: { path, body: begun },
    answers: { status: 202, body: longWorkAnswer },
    handle: async ({ path: { code: named }, body }, request, response) => {
      const state = await tools.harvesting.start(named, [true, 'true'].includes(body.isWhole));
      answerForm(request, response.status(202), state);
    },
  }),
];

/** Adding, changing and removing them. */
const sourceRoutes = ({ catalogue, clock }: HarvestRoutesTools): readonly Route[] => {
  const note = (visitor: Visitor, what: string, { code: source, address }: Pick<HarvestSource, 'code' | 'address'>) =>
    catalogue.audit.note({
      ...{ at: clock().toISOString(), who: visitor.name ?? 'operator', what, documentId: null },
      details: { source, address },
    });

  return [
    askingRoute({
      method: 'post',
      path: '/api/harvest',
      role: 'admin',
      summary: 'Adds a repository: {code, name, address, metadataPrefix, set, everyHours, isOn}',
      body: 'json-or-form',
      asks: { body: said.extend({ code: z.string().meta({ pattern: CODE_PATTERN }) }) },
      answers: { status: 201, body: sourceAnswer },
      handle: async ({ body }, request, response, visitor) => {
        const source = parseHarvestSource(body);
        await catalogue.addSource(source);
        await note(visitor, 'source.added', source);
        answerForm(request, response.status(201), source);
      },
    }),
    askingRoute({
      method: 'post',
      path: '/api/harvest/:code',
      role: 'admin',
      summary: 'Changes a repository; asked elsewhere, everything is asked for next time',
      body: 'json-or-form',
      asks: { path, body: said },
      answers: { body: sourceAnswer },
      handle: async ({ path: { code: named }, body }, request, response, visitor) => {
        const source = parseHarvestSource({ ...body, code: named });
        await catalogue.changeSource(source);
        await note(visitor, 'source.changed', source);
        answerForm(request, response, source);
      },
    }),
    askingRoute({
      method: 'post',
      path: '/api/harvest/:code/remove',
      role: 'admin',
      summary: 'Removes a repository with all its records',
      body: 'json-or-form',
      asks: { path },
      answers: { status: 204, body: null },
      handle: async ({ path: { code: named } }, request, response, visitor) => {
        const { source } = await catalogue.source(named);
        await catalogue.removeSource(named);
        await note(visitor, 'source.removed', source);
        answerForm(request, response);
      },
    }),
  ];
};
