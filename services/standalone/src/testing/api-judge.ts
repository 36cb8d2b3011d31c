import type { OpenApiDocument } from '@diachi/web';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Holds answers against the OpenAPI document the library itself answers. */
export type ApiJudge = {
  /** What is wrong with an answer, in a sentence each. */
  check(method: string, address: string, answer: Response): Promise<readonly string[]>;
  /** What is told and no answer was heard of that went well. */
  unheard(): readonly string[];
};

type Told = { readonly content?: Readonly<Record<string, { readonly schema: object }>>; readonly $ref?: string };

export async function createApiJudge(origin: string): Promise<ApiJudge> {
  const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as OpenApiDocument;
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS });
  const components = closed(document.components) as object;
  const compiled = new Map<object, ValidateFunction>();
  const validate = (schema: object) => {
    const known = compiled.get(schema) ?? ajv.compile({ ...(closed(schema) as object), components });
    compiled.set(schema, known);
    return known;
  };
  const templates = Object.entries(document.paths).map(([path, operations]) => {
    const form = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    return { path, form, operations };
  });
  const heard = new Set<string>();

  return {
    check: async (method, address, answer) => {
      const [pathname = ''] = address.split('?');
      // What is written out goes before what stands for anything.
      const found = templates
        .toSorted((one, next) => one.path.split('{').length - next.path.split('{').length)
        .find(({ form, operations }) => form.test(pathname) && operations[method.toLowerCase()]);
      const operation = found?.operations[method.toLowerCase()];
      if (!found || !operation) return ['is told nowhere'];
      const told = resolve(document, operation.responses[String(answer.status)] as Told | undefined);
      if (!told) return [`is not told to answer ${answer.status}`];
      if (answer.ok) heard.add(operation.operationId);
      const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
      if (type === 'text/event-stream') {
        await answer.body?.cancel();
        return told.content?.[type] ? [] : [`is not told to answer ${type}`];
      }
      const text = await answer.text();
      if (!told.content) return text === '' ? [] : ['has a body nobody was told of'];
      const content = told.content[type];
      if (!content) return [`is not told to answer ${type}`];
      const isRight = validate(content.schema);
      if (isRight(JSON.parse(text))) return [];
      return (isRight.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
    },
    unheard: () =>
      Object.values(document.paths)
        .flatMap((operations) => Object.values(operations).map(({ operationId }) => operationId))
        .filter((operationId) => !heard.has(operationId)),
  };
}

function resolve({ components }: OpenApiDocument, told: Told | undefined): Told | undefined {
  const name = told?.$ref?.replace('#/components/responses/', '');
  return name === undefined ? told : (components['responses']?.[name] as Told | undefined);
}

/** Programs are not told that there will never be more fields; here each has to be told of. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const fields = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  const isWhole = fields['type'] === 'object' && 'properties' in fields && !('additionalProperties' in fields);
  return isWhole && !('openapi' in (fields['properties'] as object))
    ? { ...fields, additionalProperties: false }
    : fields;
}

const FORMATS = {
  'date-time': (written: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(written),
  date: (written: string) => /^\d{4}-\d\d-\d\d$/.test(written),
  uri: (written: string) => URL.canParse(written),
};
