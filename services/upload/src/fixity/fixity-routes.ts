import type { ObjectStore } from '@diachi/ports';
import { answerForm, askingRoute, type Route } from '@diachi/web';
import { z } from 'zod';
import { longWorkAnswer, verificationAnswer } from '../answers.ts';
import type { LongWork } from '../long-work.ts';
import type { LongWorkState } from '../told-progress.ts';
import { readDamage, tellsAllSince } from './damage.ts';
import { readVerification, type Standing, standingIn, type Verification } from './verification.ts';

/** What is answered about comparing files with their checksums. */
export type VerificationReport = {
  /** The last round that came to its end, with what is wrong now in the place of what was wrong then; null also where what it found is lost. */
  readonly last: (Verification & Pick<Standing, 'originalsLost'>) | null;
  /** What is wrong with files now: from the moment it is found, also in a round that has not ended, until it is right again. */
  readonly standing: Standing;
  /** The one under way, or how one ended lately; what is counted are documents. */
  readonly state: LongWorkState | null;
};

export type FixityTools = {
  readonly store: Pick<ObjectStore, 'get'>;
  readonly verification: Pick<LongWork, 'state'>;
  /** As fast as the settings say when no pace is given. */
  readonly startVerification: (mbPerSecond?: number) => Promise<LongWorkState>;
};

export async function reportVerification({ store, verification }: FixityTools): Promise<VerificationReport> {
  const round = await readVerification(store);
  const damage = await readDamage(store);
  const standing = standingIn(damage);
  const { problems, originalsLost } = standing;
  // Of a round whose findings are lost nothing is told: it would say that all is well.
  const isTold = round !== null && tellsAllSince(damage, round.startedAt);
  const last = isTold ? { ...round, counts: { ...round.counts, ...standing.counts }, problems, originalsLost } : null;
  return { last, standing, state: await verification.state() };
}

// A form without script sends texts.
const asked = z.looseObject({ mbPerSecond: z.coerce.number().min(0).max(100_000).optional() }).default({});

/** Comparing every file with its checksum. */
export const fixityRoutes = (tools: FixityTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/verification',
    role: 'admin',
    summary: 'What was found when every file was last compared with its checksum: {last, state}',
    answers: { body: verificationAnswer },
    handle: async (_request, response) => {
      response.set('Cache-Control', 'no-store').json(await reportVerification(tools));
    },
  },
  askingRoute({
    method: 'post',
    path: '/api/verification',
    role: 'admin',
    summary:
      'Compares them now, or goes on where that was broken off: {mbPerSecond}, 0 for as fast as it goes. What is known to be damaged comes first. Fails while a round is under way, which goes on at that pace if it is in the same process',
    body: 'json-or-form',
    asks: { body: asked },
    answers: { status: 202, body: longWorkAnswer },
    handle: async ({ body: { mbPerSecond } }, request, response) => {
      answerForm(request, response.status(202), await tools.startVerification(mbPerSecond));
    },
  }),
];
