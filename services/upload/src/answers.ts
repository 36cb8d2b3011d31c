import { DOCUMENT_STATES } from '@diachi/domain';
import { documentFailureAnswer, failureAnswer, failureDetails, timeAnswer } from '@diachi/web';
import { z } from 'zod';

const count = z.int().min(0);
const seconds = z.number().min(0).nullable().describe('Seconds; null before there is a pace.');

/** How work goes that takes hours. */
export const longWorkAnswer = z
  .object({
    isRunning: z.boolean(),
    done: count,
    planned: count.nullable(),
    problems: count,
    failure: failureAnswer.nullable(),
  })
  .meta({
    id: 'LongWork',
    description: 'How far work is that goes on beside everything else, or how it ended lately.',
  });

const stepCount = z.object({ job: z.string(), done: count, planned: count });

/** How far one document is. */
export const workLineAnswer = z
  .object({
    id: z.string(),
    title: z.string(),
    files: z.array(z.string()),
    state: z.enum(DOCUMENT_STATES),
    isInWork: z.boolean(),
    pageCount: count.nullable(),
    steps: z.array(stepCount),
    forecastSeconds: seconds,
    failure: documentFailureAnswer.nullable(),
    failedPage: count.nullable(),
    receivedAt: timeAnswer,
  })
  .meta({ id: 'WorkLine', description: 'How far one document is.' });

/** The newest lines, and totals of everything. */
export const workAnswer = z
  .object({
    totals: z.object({
      documents: z.object(Object.fromEntries(DOCUMENT_STATES.map((state) => [state, count]))),
      inWork: count,
      pagesDone: count,
      pagesPlanned: count,
      forecastSeconds: seconds,
      queue: z.object({ waiting: count, running: count }),
      paused: failureAnswer.nullable(),
      rebuild: longWorkAnswer.nullable(),
      inspection: longWorkAnswer.nullable(),
    }),
    documents: z.array(workLineAnswer),
  })
  .meta({ id: 'WorkReport', description: 'What is in work, failed or refused, newest first, and totals.' });

/** What became of files that were sent. */
export const takenFilesAnswer = z.array(
  z
    .object({
      file: z.string(),
      document: z.string().nullable(),
      state: z.enum(DOCUMENT_STATES),
      pages: count.nullable(),
      isNew: z.boolean().describe('False when the library had these bytes already.'),
      newLibrary: z.string().optional(),
      code: z.string().optional(),
      reason: z.string().optional(),
      details: failureDetails.optional(),
    })
    .meta({ id: 'TakenFile', description: 'What became of one file.' }),
);

/** What was done with a document. */
export const historyAnswer = z.array(
  z
    .object({
      at: timeAnswer,
      who: z.string(),
      what: z.string(),
      documentId: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    })
    .meta({ id: 'AuditEntry', description: 'Something somebody did.' }),
);

export const revisionAnswer = z.object({ documentId: z.string(), number: z.int().min(1) });

export const libraryAnswer = z
  .object({ code: z.string(), name: z.string() })
  .meta({ id: 'Library', description: 'A member of the shared repository.' });

const finding = z
  .object({ code: z.string(), message: z.string(), details: failureDetails })
  .meta({ id: 'Finding', description: 'One thing that was found not to be as it should.' });

const inspected = z.object({
  version: z.literal(1),
  startedAt: timeAnswer,
  endedAt: timeAnswer,
  counts: z.object({ documents: count, objects: count, indexed: count, repaired: count, problems: count }),
  repaired: z.array(finding),
  problems: z.array(finding),
});

/** What came of comparing catalogue, store and search index. */
export const inspectionAnswer = z.object({ last: inspected.nullable(), state: longWorkAnswer.nullable() });

/** What was found when every file was last compared with its checksum. */
export const verificationAnswer = z.object({
  last: inspected.extend({ sizeBytes: count, originalsLost: count }).nullable(),
  standing: z
    .object({ counts: z.object({ problems: count }), problems: z.array(finding), originalsLost: count })
    .describe('What is wrong with files now: from the moment it is found until it is right again.'),
  state: longWorkAnswer.nullable(),
});

/** When the library last learned its own language. */
export const learningAnswer = z.object({
  last: z
    .object({
      version: z.literal(1),
      learnedAt: timeAnswer,
      documents: count,
      pages: count,
      trusted: z.object({ pages: count, withdrawn: count }),
      checksum: z.string(),
      sizeBytes: count,
    })
    .nullable(),
  state: longWorkAnswer.nullable(),
});
