import { isFailure, noteFailure } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import { addPerson, changePersonLibrary, linkPerson, type Route, type Visitor } from '@diachi/web';
import type { Response } from 'express';
import { openFrame } from '../frame.ts';
import { pageRoute, sendPage } from '../page-route.ts';
import { PeoplePage, type PeoplePageProps } from '../pages/people-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

type Shown = Omit<PeoplePageProps, 'frame' | 'people' | 'libraries'>;

/** Who may sign in. A link is made in answer to a form and stands in that answer only. */
export function peopleRoutes({ catalogue, assets, clock = () => new Date() }: PortalTools): readonly Route[] {
  const known = async () => {
    const [people, libraries] = await Promise.all([catalogue.people.all(), catalogue.libraries()]);
    return { people, libraries };
  };
  const tools = { catalogue, assets, clock };
  const answer = async (response: Response, visitor: Visitor, shown: Shown) => {
    const frame = await openFrame(tools, visitor, '/people');
    response.set('Cache-Control', 'no-store');
    sendPage(response, <PeoplePage frame={frame} {...(await known())} {...shown} />);
  };
  const answerRefused = (response: Response, visitor: Visitor, thrown: unknown, shown: Shown = {}) => {
    if (!isFailure(thrown) || (thrown.kind !== 'invalid' && thrown.kind !== 'conflict')) throw thrown;
    response.status(thrown.kind === 'conflict' ? 409 : 400);
    return answer(response, visitor, { ...shown, problem: failureText(noteFailure(thrown), visitor.language) });
  };

  return [
    pageRoute(tools, {
      path: '/people',
      role: 'admin',
      summary: 'Who may sign in',
      show: async (frame, { query }) => (
        <PeoplePage frame={frame} {...(await known())} moving={personNumber(query['moving'])} />
      ),
    }),
    {
      method: 'post',
      path: '/people',
      role: 'admin',
      summary: 'Adds somebody from a form and shows their one-time link',
      body: 'form',
      refusesTokens: true,
      handle: async (request, response, visitor) => {
        try {
          await answer(response, visitor, { made: await addPerson(tools, request, visitor) });
        } catch (thrown) {
          await answerRefused(response, visitor, thrown);
        }
      },
    },
    {
      method: 'post',
      path: '/people/:id/link',
      role: 'admin',
      summary: 'Makes a new one-time link for somebody and shows it',
      body: 'form',
      refusesTokens: true,
      handle: async (request, response, visitor) => {
        await answer(response, visitor, { made: await linkPerson(tools, request, visitor) });
      },
    },
    {
      method: 'post',
      path: '/people/:id/library',
      role: 'admin',
      summary: 'Has somebody belong to the library chosen in a form, and says so',
      body: 'form',
      refusesTokens: true,
      handle: async (request, response, visitor) => {
        try {
          await answer(response, visitor, { moved: await changePersonLibrary(tools, request, visitor) });
        } catch (thrown) {
          await answerRefused(response, visitor, thrown, { moving: personNumber(request.params['id']) });
        }
      },
    },
  ];
}

const personNumber = (written: unknown): number | null =>
  typeof written === 'string' && /^\d{1,9}$/.test(written) ? Number(written) : null;
