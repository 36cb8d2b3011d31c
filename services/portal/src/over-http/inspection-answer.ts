import { type FailureDetails, fieldsOf, listOf, orNull, textOf, wholeOf } from '@diachi/domain';
import type { Finding, Inspection, InspectionReport, Standing, VerificationReport } from '../portal-tools.ts';
import { timeOf } from './domain-answers.ts';
import { longWorkOf } from './work-answers.ts';

/** Reads what the upload service tells of inspections. Throws what says which field is wrong. */
export function inspectionReportOf(raw: unknown): InspectionReport {
  const report = fieldsOf(raw);
  return { last: orNull(report['last'], inspectionOf), state: orNull(report['state'], longWorkOf) };
}

/** Reads what it tells of comparing files with their checksums. Throws the same. */
export function verificationReportOf(raw: unknown): VerificationReport {
  const report = fieldsOf(raw);
  const last = orNull(report['last'], (told) => ({
    ...inspectionOf(told),
    sizeBytes: wholeOf(fieldsOf(told)['sizeBytes'], 0),
  }));
  const state = orNull(report['state'], longWorkOf);
  return { last, state, ...(report['standing'] !== undefined && { standing: standingOf(report['standing']) }) };
}

function standingOf(raw: unknown): Standing {
  const standing = fieldsOf(raw);
  return {
    counts: { problems: wholeOf(fieldsOf(standing['counts'])['problems'], 0) },
    problems: listOf(standing['problems'], findingOf),
    originalsLost: wholeOf(standing['originalsLost'], 0),
  };
}

function inspectionOf(raw: unknown): Inspection {
  const inspection = fieldsOf(raw);
  const counts = fieldsOf(inspection['counts']);
  const count = (name: keyof Inspection['counts']) => wholeOf(counts[name], 0);
  return {
    startedAt: timeOf(inspection['startedAt']),
    endedAt: timeOf(inspection['endedAt']),
    counts: {
      documents: count('documents'),
      objects: count('objects'),
      indexed: count('indexed'),
      repaired: count('repaired'),
      problems: count('problems'),
    },
    repaired: listOf(inspection['repaired'], findingOf),
    problems: listOf(inspection['problems'], findingOf),
  };
}

function findingOf(raw: unknown): Finding {
  const finding = fieldsOf(raw);
  return { code: textOf(finding['code']), message: textOf(finding['message']), details: detailsOf(finding['details']) };
}

const detailsOf = (raw: unknown): FailureDetails =>
  Object.fromEntries(
    Object.entries(fieldsOf(raw)).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
