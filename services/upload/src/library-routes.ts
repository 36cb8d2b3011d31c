import { Failure, type Library, parseLibraryCode } from '@diachi/domain';
import { askingRoute, CODE_PATTERN, keepForAll, localAddress, parseInput, type Route, type Visitor } from '@diachi/web';
import { z } from 'zod';
import { libraryAnswer } from './answers.ts';
import { putLibrary } from './keep-libraries.ts';
import type { WorkTools } from './work-tools.ts';

type LibraryTools = Pick<WorkTools, 'catalogue' | 'store' | 'clock'>;

const newLibraryCode = z
  .string()
  .transform((written) => parseLibraryCode(written))
  .meta({ description: 'The code of a library, new or known: muong-te.', pattern: CODE_PATTERN });
const named = z.object({ name: z.string().meta({ minLength: 1 }) });
const form = z.object({
  code: z.string(),
  name: z.string(),
  /** Says that the code is meant to be a new one. */
  isNew: z.string().optional(),
  next: z.string().optional(),
});
const MAX_NAME = 200;

/** The member libraries. What one is called is changed in one place: documents know their library by its code. */
export const libraryRoutes = (tools: LibraryTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/libraries',
    role: 'reader',
    summary: 'The member libraries: [{code, name}]',
    answers: { body: z.array(libraryAnswer) },
    handle: async (_request, response) => {
      keepForAll(response).json(await tools.catalogue.libraries());
    },
  },
  askingRoute({
    method: 'put',
    path: '/api/libraries/:code',
    role: 'admin',
    summary: 'Adds a member library or renames it: {name}',
    body: 'json',
    asks: { path: z.object({ code: newLibraryCode }), body: named },
    answers: { body: libraryAnswer },
    handle: async ({ path: { code }, body }, _request, response, visitor) => {
      const library = { code, name: parseName(body.name) };
      await changeLibrary(tools, library, visitor);
      response.json(library);
    },
  }),
  {
    method: 'post',
    path: '/api/libraries',
    role: 'admin',
    summary: 'The same for a form without script: code, name, next; with isNew the code must be a new one',
    body: 'form',
    handle: async (request, response, visitor) => {
      const { code: written, name, isNew, next } = parseInput(form, request.body);
      const library = { code: parseLibraryCode(written.trim()), name: parseName(name) };
      if (isNew) await checkNew(tools, library);
      await changeLibrary(tools, library, visitor);
      response.redirect(303, localAddress(next ?? '/libraries'));
    },
  },
];

async function changeLibrary(tools: LibraryTools, library: Library, { name }: Visitor): Promise<void> {
  const { catalogue, clock } = tools;
  const before = (await catalogue.libraries()).find(({ code }) => code === library.code)?.name ?? null;
  if (before === library.name) return;
  await putLibrary(tools, library);
  await catalogue.audit.note({
    at: clock().toISOString(),
    who: name ?? 'operator',
    what: 'library.changed',
    documentId: null,
    details: { code: library.code, before, after: library.name },
  });
}

async function checkNew({ catalogue }: LibraryTools, { code }: Library): Promise<void> {
  const known = (await catalogue.libraries()).find((library) => library.code === code);
  if (!known) return;
  const { name } = known;
  throw new Failure('conflict', 'library.code-taken', `The code ${code} is that of ${name} already.`, {
    details: { code, name },
  });
}

function parseName(raw: string): string {
  const name = raw
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (name !== '' && name.length <= MAX_NAME) return name;
  throw new Failure('invalid', 'library.bad-name', `The name of a library has 1 to ${MAX_NAME} characters.`);
}
