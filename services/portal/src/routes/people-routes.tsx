import { Failure, isFailure, noteFailure } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { Person } from '@diachi/ports';
import { createSignInLink, type Route, type Visitor } from '@diachi/web';
import type { Request, Response } from 'express';
import { createFrame } from '../frame.ts';
import { pageRoute, sendPage } from '../page-route.ts';
import { PeoplePage, type PeoplePageProps } from '../pages/people-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

/** Who may sign in. A link is made in answer to a form and stands in that answer only. */
export function peopleRoutes({ catalogue, assets, clock = () => new Date() }: PortalTools): readonly Route[] {
  const { people, audit } = catalogue;
  const answer = async (response: Response, visitor: Visitor, shown: Pick<PeoplePageProps, 'made' | 'problem'>) => {
    const frame = createFrame(visitor, '/people', assets);
    response.set('Cache-Control', 'no-store');
    sendPage(response, <PeoplePage frame={frame} people={await people.all()} {...shown} />);
  };
  const makeLink = async (request: Request, visitor: Visitor, person: Person, what: string) => {
    const at = clock();
    const details = { name: person.name, role: person.role };
    await audit.note({ at: at.toISOString(), who: visitor.name ?? 'system', what, documentId: null, details });
    return createSignInLink(people, person.id, `${request.protocol}://${request.host}`, at);
  };

  return [
    pageRoute(assets, {
      path: '/people',
      role: 'admin',
      summary: 'Who may sign in',
      show: async (frame) => <PeoplePage frame={frame} people={await people.all()} made={null} problem={null} />,
    }),
    {
      method: 'post',
      path: '/people',
      role: 'admin',
      summary: 'Adds somebody from a form and shows their one-time link',
      body: 'form',
      handle: async (request, response, visitor) => {
        try {
          const person = await people.add(parsePerson(request.body));
          const link = await makeLink(request, visitor, person, 'person.added');
          await answer(response, visitor, { made: { name: person.name, link }, problem: null });
        } catch (thrown) {
          if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
          response.status(thrown.kind === 'conflict' ? 409 : 400);
          await answer(response, visitor, { made: null, problem: failureText(noteFailure(thrown), visitor.language) });
        }
      },
    },
    {
      method: 'post',
      path: '/people/:id/link',
      role: 'admin',
      summary: 'Makes a new one-time link for somebody and shows it',
      body: 'form',
      handle: async (request, response, visitor) => {
        const person = (await people.all()).find(({ id }) => String(id) === request.params['id']);
        if (!person) throw new Failure('missing', 'person.missing', 'There is nobody of that number.');
        const link = await makeLink(request, visitor, person, 'person.link-made');
        await answer(response, visitor, { made: { name: person.name, link }, problem: null });
      },
    },
  ];
}

function parsePerson(raw: unknown): { readonly name: string; readonly role: Person['role'] } {
  const { name, role } = (raw ?? {}) as Readonly<Record<string, unknown>>;
  const written = typeof name === 'string' ? name.normalize('NFC').trim() : '';
  if (written === '' || written.length > 200) {
    throw new Failure('invalid', 'person.bad-name', 'A name has 1 to 200 characters.');
  }
  if (role !== 'archivist' && role !== 'admin') {
    throw new Failure('invalid', 'person.bad-role', 'Somebody is an archivist or an admin.');
  }
  return { name: written, role };
}
