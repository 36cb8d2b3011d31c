import { Failure, type Library, parseLibraryCode } from '@diachi/domain';
import {
  askingRoute,
  CODE_PATTERN,
  keepForAll,
  libraryCodeInput,
  localAddress,
  parseInput,
  type Route,
  type Visitor,
} from '@diachi/web';
import { z } from 'zod';
import { libraryAnswer } from './answers.ts';
import { putLibrary } from './keep-libraries.ts';
import { checkLibraryTag, libraryConditions, libraryTag } from './library-tag.ts';
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
    method: 'get',
    path: '/api/libraries/:code',
    role: 'reader',
    summary: 'A member library: {code, name}; its ETag goes into the If-Match of what renames it',
    asks: { path: z.object({ code: libraryCodeInput }) },
    answers: { body: libraryAnswer },
    handle: async ({ path: { code } }, _request, response) => {
      const library = (await tools.catalogue.libraries()).find((each) => each.code === code);
      if (!library) throw new Failure('missing', 'library.missing', 'There is no such member library.');
      keepForAll(response).set('ETag', libraryTag(library)).json(library);
    },
  }),
  askingRoute({
    method: 'put',
    path: '/api/libraries/:code',
    role: 'admin',
    summary: 'Adds a member library or renames it: {name}',
    body: 'json',
    asks: { path: z.object({ code: newLibraryCode }), body: named, headers: libraryConditions },
    answers: { body: libraryAnswer },
    handle: async ({ path: { code }, body, headers }, _request, response, visitor) => {
      const library = { code, name: parseName(body.name) };
      await changeLibrary(tools, library, visitor, (known) => checkLibraryTag(known, headers));
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
      await changeLibrary(tools, library, visitor, isNew ? checkNew : undefined);
      response.redirect(303, localAddress(next ?? '/libraries'));
    },
  },
];

async function changeLibrary(
  tools: LibraryTools,
  library: Library,
  { name }: Visitor,
  check?: (known: Library | null) => void,
): Promise<void> {
  const { catalogue, clock } = tools;
  const before = (await putLibrary(tools, library, check))?.name ?? null;
  if (before === library.name) return;
  await catalogue.audit.note({
    at: clock().toISOString(),
    who: name ?? 'operator',
    what: 'library.changed',
    documentId: null,
    details: { code: library.code, before, after: library.name },
  });
}

function checkNew(known: Library | null): void {
  if (!known) return;
  const { code, name } = known;
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
