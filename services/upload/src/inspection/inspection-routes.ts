import type { ObjectStore } from '@diachi/ports';
import type { Route } from '@diachi/web';
import type { LongWork, LongWorkState } from '../long-work.ts';
import type { Inspection } from './inspection.ts';
import { readInspection } from './kept-inspection.ts';

/** What is answered about inspections. */
export type InspectionReport = {
  /** The last one that came to its end. */
  readonly last: Inspection | null;
  /** The one under way, or how the last one ended lately. */
  readonly state: LongWorkState | null;
};

export type InspectionRouteTools = {
  readonly store: Pick<ObjectStore, 'get'>;
  readonly inspection: Pick<LongWork, 'state'>;
  readonly startInspection: () => Promise<LongWorkState>;
};

/** Comparing catalogue, store and search index. */
export const inspectionRoutes = ({ store, inspection, startInspection }: InspectionRouteTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/inspection',
    role: 'admin',
    summary: 'What was found when catalogue, store and search index were last compared: {last, state}',
    handle: async (_request, response) => {
      const report: InspectionReport = { last: await readInspection(store), state: await inspection.state() };
      response.set('Cache-Control', 'no-store').json(report);
    },
  },
  {
    method: 'post',
    path: '/api/inspection',
    role: 'admin',
    summary: 'Compares them now; its progress is part of the work',
    body: 'json-or-form',
    handle: async (_request, response) => {
      response.status(202).json(await startInspection());
    },
  },
];
