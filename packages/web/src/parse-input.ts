import { Failure } from '@diachi/domain';
import type { z } from 'zod';

/**
 * Reads a body, a query or parameters by a schema. Fails with `input.bad-form`, naming the first field that is wrong; of a
 * `parameter` that is written several times, the parameter.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  what: 'body' | 'parameter' = 'body',
): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = what === 'parameter' ? issue?.path.slice(0, 1) : issue?.path;
  const field = path?.join('.') || 'body';
  throw new Failure('invalid', 'input.bad-form', `What was sent cannot be used: ${field}: ${issue?.message ?? ''}`, {
    details: { field },
    cause: result.error,
  });
}
