import type { Learned } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { answerForm, type Route } from '@diachi/web';
import { learningAnswer, longWorkAnswer } from '../answers.ts';
import type { LongWork } from '../long-work.ts';
import type { LongWorkState } from '../told-progress.ts';
import { readLearned } from './kept-learned.ts';

/** What is answered about learning. */
export type LearningReport = {
  /** The last time that came to its end. */
  readonly last: Learned | null;
  /** How it goes now, or how it ended lately; what is counted are pages. */
  readonly state: LongWorkState | null;
};

export type LearningTools = {
  readonly store: Pick<ObjectStore, 'get'>;
  readonly learning: Pick<LongWork, 'state'>;
  readonly startLearning: () => Promise<LongWorkState>;
};

/** Learning what the library's language is like, from its own text. */
export const learningRoutes = ({ store, learning, startLearning }: LearningTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/learning',
    role: 'admin',
    summary: 'When the library last learned its own language, from how much, and how learning goes: {last, state}',
    answers: { body: learningAnswer },
    handle: async (_request, response) => {
      const report: LearningReport = { last: await readLearned(store), state: await learning.state() };
      response.set('Cache-Control', 'no-store').json(report);
    },
  },
  {
    method: 'post',
    path: '/api/learning',
    role: 'admin',
    summary: 'Learns anew now, from trusted text that everybody may read',
    body: 'json-or-form',
    answers: { status: 202, body: longWorkAnswer },
    handle: async (request, response) => {
      answerForm(request, response.status(202), await startLearning());
    },
  },
];
