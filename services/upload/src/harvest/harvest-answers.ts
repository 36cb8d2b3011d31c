import { z } from 'zod';
import { longWorkAnswer } from '../answers.ts';

/** A repository that is harvested, as programs are told of it. */
export const sourceAnswer = z.object({
  code: z.string(),
  name: z.string(),
  address: z.string(),
  metadataPrefix: z.string(),
  set: z.string(),
  everyHours: z.number(),
  isOn: z.boolean(),
});

const count = z.number().int();
const note = z.object({
  kind: z.string(),
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

const reportAnswer = z.object({
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  isWhole: z.boolean(),
  metadataPrefix: z.string(),
  pages: count,
  fresh: count,
  changed: count,
  same: count,
  gone: count,
  refused: count,
  refusals: z.array(z.object({ identifier: z.string(), code: z.string(), message: z.string() })),
  expected: count.nullable(),
  failure: note.nullable(),
});

/** The same with how far its harvests are. */
export const knownSourceAnswer = z.object({
  source: sourceAnswer,
  records: count,
  state: z.object({
    from: z.string().nullable(),
    place: z
      .object({
        token: z.string(),
        tokenAt: z.string(),
        from: z.string().nullable(),
        nextFrom: z.string(),
        metadataPrefix: z.string(),
        report: reportAnswer,
      })
      .nullable(),
    wholeAt: z.string().nullable(),
    triedAt: z.string().nullable(),
    notBefore: z.string().nullable(),
    reports: z.array(reportAnswer),
  }),
  progress: longWorkAnswer.nullable(),
});
