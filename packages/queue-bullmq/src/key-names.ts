/** Names in Redis under one prefix that belong to no job's queue. BullMQ refuses a queue without a name, so its names and these never meet. */
export const keyNames = (prefix: string) => ({
  /** What happened to steps, in order; the last 20,000 or so. */
  events: `${prefix}::events`,
  /** Groups whose running steps should stop are told here. */
  drops: `${prefix}::drops`,
});

/** A step's name among all steps; with the prefix and a colon before it, its key. */
export const refOf = (job: string, id: string): string => `${job}:${id}`;
