import type { ApiOperation, OpenApiDocument } from '@diachi/web';

type Schema = { readonly $ref?: string; readonly properties?: object; readonly required?: readonly string[] };

/** The fields of what is sent to an operation, those first that must be there; none where it takes no body. */
export function bodyFields(
  { components }: OpenApiDocument,
  { requestBody }: ApiOperation,
): readonly { readonly name: string; readonly isRequired: boolean }[] {
  const [content] = Object.values(requestBody?.content ?? {});
  const sent: Schema = content?.schema ?? {};
  const named = sent.$ref?.replace('#/components/schemas/', '');
  const { properties = {}, required = [] }: Schema =
    named === undefined ? sent : (components['schemas']?.[named] ?? {});
  return Object.keys(properties)
    .map((name) => ({ name, isRequired: required.includes(name) }))
    .toSorted((one, other) => Number(other.isRequired) - Number(one.isRequired));
}
