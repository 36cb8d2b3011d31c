import type { ApiOperation } from '@diachi/web';

type Field = { readonly type?: unknown };
type Schema = { readonly properties?: Readonly<Record<string, Field>>; readonly required?: readonly string[] };

/** What is sent to an operation, to be filled in: the fields that must be there, empty. */
export function sampleBody({ requestBody }: ApiOperation): string {
  const { properties = {}, required = [] }: Schema = requestBody?.content['application/json']?.schema ?? {};
  const sample = Object.fromEntries(required.map((name) => [name, properties[name]?.type === 'string' ? '' : {}]));
  return JSON.stringify(sample, null, 2);
}
