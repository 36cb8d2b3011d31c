import { Failure, listOf } from '@diachi/domain';
import type { PortalTools } from '../portal-tools.ts';
import { inspectionReportOf, verificationReportOf } from './inspection-answer.ts';
import { createServiceClient, type ServiceAddress, type ServiceFailures } from './service-client.ts';
import { toldSourceOf } from './source-answer.ts';
import { workLineOf, workReportOf } from './work-answers.ts';

/**
 * How the work goes, as the upload service answers it, for a portal that runs as a process of its own. Fails with
 * `upload.unavailable` when the service does not answer in time, or `upload.bad-answer` when what answers cannot be it.
 */
export function createWorkOverHttp(
  service: ServiceAddress,
): Pick<PortalTools, 'work' | 'workOn' | 'inspection' | 'verification' | 'sources'> {
  const client = createServiceClient({ timeLimitMs: TIME_LIMIT_MS, ...service }, failures);
  return {
    work: () => client.ask('/api/work', workReportOf),
    workOn: ({ id }) => client.ask(`/api/work/${id}`, workLineOf),
    sources: () => client.ask('/api/harvest', (raw) => listOf(raw, toldSourceOf)),
    inspection: () => client.ask('/api/inspection', inspectionReportOf),
    verification: () => client.ask('/api/verification', verificationReportOf),
  };
}

// Pages are shown without it when it does not come, so it is not waited for long.
const TIME_LIMIT_MS = 5_000;

const failures: ServiceFailures = {
  away: (cause) =>
    new Failure(
      'unavailable',
      'upload.unavailable',
      'The part of the library that takes documents in and knows how the work goes does not answer. Try again in a few minutes.',
      { cause },
    ),
  foreign: (cause) =>
    new Failure(
      'unavailable',
      'upload.bad-answer',
      'What answers in place of the upload service is not it, or does not know this portal. Check UPLOAD_URL and that both have the same OPERATOR_TOKEN and version.',
      { cause },
    ),
};
