/** One kind of step of a revision in work: pages (or files) done of those planned. */
export type StepCount = { readonly job: string; readonly done: number; readonly planned: number };
