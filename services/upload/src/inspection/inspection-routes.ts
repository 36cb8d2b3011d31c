import type { ObjectStore } from '@diachi/ports';
import { answerForm, type Route } from '@diachi/web';
import { inspectionAnswer, longWorkAnswer } from '../answers.ts';
import type { LongWork } from '../long-work.ts';
import type { LongWorkState } from '../told-progress.ts';
import type { Inspection } from './inspection.ts';
import { readInspection } from './kept-inspection.ts';

/** What is answered about inspections. */
export type InspectionReport = {
  /** The last one that came to its end. */
  readonly last: Inspection | null;
  /** The one under way, or how the last one ended lately. */
  readonly state: LongWorkState | null;
};

export type InspectionTools = {
  readonly store: Pick<ObjectStore, 'get'>;
  readonly inspection: Pick<LongWork, 'state'>;
  readonly startInspection: () => Promise<LongWorkState>;
};

/** How it stands with inspections. */
export async function reportInspection({ store, inspection }: InspectionTools): Promise<InspectionReport> {
  return { last: await readInspection(store), state: await inspection.state() };
}

/** Comparing catalogue, store and search index. */
export const inspectionRoutes = (tools: InspectionTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/inspection',
    role: 'admin',
    summary: 'What was found when catalogue, store and search index were last compared: {last, state}',
    answers: { body: inspectionAnswer },
    handle: async (_request, response) => {
      response.set('Cache-Control', 'no-store').json(await reportInspection(tools));
    },
  },
  {
    method: 'post',
    path: '/api/inspection',
    role: 'admin',
    summary: 'Compares them now; its progress is part of the work',
    body: 'json-or-form',
    answers: { status: 202, body: longWorkAnswer },
    handle: async (request, response) => {
      answerForm(request, response.status(202), await tools.startInspection());
    },
  },
];
