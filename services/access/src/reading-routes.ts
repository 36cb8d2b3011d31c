import type { Reading } from '@diachi/ports';
import { pathParameter, type Route } from '@diachi/web';
import { answerQuestion } from './answer-question.ts';

/** `Reading` for a portal that runs as a process of its own. It says for whom it asks, so nobody but it may. */
export const readingRoutes = ({ reading }: { readonly reading: Reading }): readonly Route[] => [
  {
    method: 'post',
    path: '/api/reading/:question',
    role: 'operator',
    summary: 'What pages ask of the library: a question by its name, with its arguments by theirs',
    body: 'json',
    handle: async (request, response) => {
      const answer = await answerQuestion(reading, pathParameter(request, 'question'), request.body);
      response.set('Cache-Control', 'no-store').json(answer);
    },
  },
];
