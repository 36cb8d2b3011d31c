import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas that are told once, by their names. */
export type NamedSchemas = Map<string, JsonSchema>;

/**
 * A zod schema as OpenAPI 3.1 writes it: JSON Schema 2020-12, which zod writes itself. Schemas with an id are put into `named` and
 * referred to. What is sent is told as it is before it is read, what is answered as it is after. Throws when two schemas have one name.
 */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: NamedSchemas): JsonSchema {
  const written = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: plainly }) as Record<string, unknown>;
  const { $schema: _, $defs = {}, ...own } = referring(written) as Record<string, unknown>;
  const { id, ...rest } = own;
  for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
    const { id: _id, ...known } = definition;
    keep(named, name, known);
  }
  if (typeof id !== 'string') return own;
  keep(named, id, rest);
  return { $ref: `#/components/schemas/${id}` };
}

function keep(named: NamedSchemas, name: string, schema: JsonSchema): void {
  const before = named.get(name);
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(schema)) {
    throw new Error(`Two schemas are called ${name}.`);
  }
  named.set(name, schema);
}

// A field more is no other answer, and what is caught has no value that could be told as usual.
const plainly: NonNullable<z.core.JSONSchemaGeneratorParams['override']> = ({ zodSchema, jsonSchema }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (isEmpty(jsonSchema.additionalProperties)) delete jsonSchema.additionalProperties;
  if (zodSchema._zod.def.type === 'catch') delete jsonSchema.default;
  if (zodSchema._zod.def.type === 'record') delete jsonSchema.propertyNames;
  // Bounds of what JavaScript counts exactly say nothing.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};

const isEmpty = (schema: unknown) => typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;

/** References to definitions of one schema, as references to those of the whole document. */
function referring(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(referring);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === '$ref' && typeof value === 'string'
        ? value.replace(/^#\/\$defs\//, '#/components/schemas/')
        : referring(value),
    ]),
  );
}
