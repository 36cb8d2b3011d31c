import { parseDocumentId } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { allJobs } from './all-jobs.ts';
import { planIndex, planIntake, planRevision } from './plan.ts';

const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 2 };
const payload = { revision, page: 3, pageCount: 7, recordVersion: 4 };

describe.each(allJobs.map((job) => ({ name: job.name, job })))('$name', ({ job }) => {
  test('what it plans it can read again after a journey', () => {
    const parsed = job.parse(JSON.parse(JSON.stringify(payload)));

    expect(job.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
    expect(job.id(parsed).startsWith(`${job.name}_${revision.documentId}_r2`)).toBe(true);
    expect(job.group(parsed)).toBe(revision.documentId);
  });

  test('it keeps nothing it did not ask for', () => {
    expect(job.parse({ ...payload, __proto__: { role: 'admin' }, path: '/etc/passwd' })).not.toHaveProperty('path');
  });

  test.each([
    null,
    undefined,
    'text',
    7,
    [],
    {},
    { ...payload, revision: null },
    { ...payload, revision: { ...revision, number: 0 } },
    { ...payload, revision: { ...revision, number: '2' } },
    { ...payload, revision: { ...revision, documentId: '../../../etc' } },
    { ...payload, revision: [revision] },
  ])('case %#: %j is refused', (hostile) => {
    expect(() => job.parse(hostile)).toThrowError(expect.objectContaining({ kind: 'invalid' }));
  });

  test('it is tried more than once, and sooner than in an hour', () => {
    expect(job.attempts).toBeGreaterThan(1);
    expect(job.backoffMs * 2 ** (job.attempts - 2)).toBeLessThan(3_600_000);
  });
});

test.each([
  { job: 'ocr-page', field: 'page', values: [-1, 1.5, 20_000, '1e3', null, {}] },
  { job: 'make-thumbnails', field: 'page', values: [-1, 1.5, 20_000, '1e3', null, {}] },
  { job: 'build-pdf', field: 'pageCount', values: [0, -1, 1.5, '7', null, 20_001, Number.POSITIVE_INFINITY] },
  { job: 'publish-revision', field: 'pageCount', values: [0, -1, 1.5, '7', null, 20_001, Number.POSITIVE_INFINITY] },
  { job: 'index-document', field: 'recordVersion', values: [0, -1, 1.5, '4', null, Number.POSITIVE_INFINITY] },
])('$job refuses a $field that cannot be', ({ job: name, field, values }) => {
  const job = allJobs.find((each) => each.name === name);

  for (const value of values) {
    expect(() => job?.parse({ ...payload, [field]: value })).toThrowError(expect.objectContaining({ kind: 'invalid' }));
  }
});

test('jobs have different names, and every planned step is one of them', () => {
  const names = allJobs.map((job) => job.name);
  const planned = [planIntake(revision), planRevision(revision, 1), planIndex(revision, 1)].map((step) => step.job);

  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(planned));
});

test('what can refuse a file goes first, and a page is shown before the next is read', () => {
  const priority = Object.fromEntries(allJobs.map((job) => [job.name, job.priority]));

  expect(Math.min(...allJobs.map((job) => job.priority))).toBe(priority['intake']);
  expect(priority['make-thumbnails']).toBeLessThan(priority['ocr-page'] ?? 0);
});
