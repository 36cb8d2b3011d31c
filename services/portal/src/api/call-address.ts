import { Failure } from '@diachi/domain';
import type { ApiOperation, OpenApiDocument } from '@diachi/web';

/**
 * The address a form on the page for programs asks for: of an operation that is a question, with the parameters that were filled in.
 * Fails with `address.missing` where there is no such question, and with `input.bad-form` where a part of its path is not filled in.
 */
export function callAddress(document: OpenApiDocument, filledIn: Readonly<Record<string, unknown>>): string {
  const found = Object.entries(document.paths).find(
    ([, { get }]) => get !== undefined && get.operationId === filledIn['operation'],
  );
  const operation = found?.[1]['get'];
  if (!found || !operation) throw new Failure('missing', 'address.missing', 'There is nothing at this address.');
  const { parameters = [] } = operation satisfies ApiOperation;
  const written = (name: string) => {
    const value = filledIn[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const path = found[0].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (written(name) === '') {
      throw new Failure('invalid', 'input.bad-form', `Fill in ${name}.`, { details: { field: name } });
    }
    return encodeURIComponent(written(name));
  });
  const query = new URLSearchParams(
    parameters
      .filter((parameter) => parameter.in === 'query' && written(parameter.name) !== '')
      .map(({ name }) => [name, written(name)]),
  );
  return query.size > 0 ? `${path}?${query}` : path;
}
