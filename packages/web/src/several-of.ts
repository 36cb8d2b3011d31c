import { z } from 'zod';

/** The most values one parameter may have. */
export const MAX_VALUES = 50;

/** A parameter of a query that may be written several times: `state=failed&state=refused`. */
export const severalOf = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (written) => (written === undefined ? undefined : [written].flat()),
    z.array(value).max(MAX_VALUES).optional(),
  );
