import { parseDocumentId } from '@diachi/domain';
import { expect, test } from 'vitest';
import type { Step } from './job.ts';
import { planIndex, planIntake, plannedSteps, planRevision } from './plan.ts';

const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 2 };

test('a revision is read page by page, joined, and published by one last step', () => {
  const publish = planRevision(revision, 3);

  expect(publish).toMatchObject({ job: 'publish-revision', payload: { revision, pageCount: 3 } });
  expect(publish.after.map((step) => step.job)).toEqual(['build-pdf']);
  const thumbnails = publish.after[0]?.after ?? [];
  expect(thumbnails.map((step) => step.job)).toEqual(['make-thumbnails', 'make-thumbnails', 'make-thumbnails']);
  expect(thumbnails.map((step) => step.payload)).toEqual([0, 1, 2].map((page) => ({ revision, page })));
  for (const step of thumbnails) {
    expect(step.after).toMatchObject([{ job: 'ocr-page', payload: step.payload, after: [] }]);
  }
});

test('no two steps share an id, also of other revisions, documents and pages', () => {
  const other = { documentId: parseDocumentId('fedcba9876543210'), number: 2 };
  const plans = [
    planIntake(revision),
    planIntake(other),
    planRevision(revision, 120),
    planRevision({ ...revision, number: 21 }, 12),
    planRevision(other, 12),
    planIndex(revision, 1),
    planIndex(revision, 11),
    planIndex({ ...revision, number: 21 }, 1),
  ];

  const ids = plans.flatMap(stepsOf).map((step) => step.id);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(2 + 242 + 26 + 26 + 3);
});

test('equal work has an equal name', () => {
  expect(planRevision(revision, 5)).toEqual(planRevision({ ...revision }, 5));
});

test('every queue takes the ids', () => {
  const ids = [planIntake(revision), planRevision(revision, 2), planIndex(revision, 3)].flatMap(stepsOf);

  for (const { id } of ids) expect(id).toMatch(/^(?!\d+$)[A-Za-z0-9_-]+$/);
});

test('a plan is a tree: every step goes into one other only', () => {
  const steps = stepsOf(planRevision(revision, 50));

  expect(new Set(steps).size).toBe(steps.length);
});

test.each([1, 2, 40])('what is counted as planned for %i pages is what is planned', (pageCount) => {
  const planned = new Map<string, number>();
  for (const { job } of stepsOf(planRevision(revision, pageCount))) planned.set(job, (planned.get(job) ?? 0) + 1);

  expect(new Map(plannedSteps(pageCount).map((count) => [count.job, count.planned]))).toEqual(planned);
});

const stepsOf = (step: Step): readonly Step[] => [step, ...step.after.flatMap(stepsOf)];
