/** A form in which records are sent: its short name, its address, and other names it is asked by, in small letters. */
export type SchemaNames = {
  readonly name: 'marcxml' | 'mods' | 'dc';
  readonly address: string;
  readonly title: string;
  readonly names: readonly string[];
};

/** The first one is sent to whoever asks for none. */
export const RECORD_SCHEMAS = [
  {
    name: 'marcxml',
    address: 'info:srw/schema/1/marcxml-v1.1',
    title: 'MARCXML',
    names: ['marcxml', 'marc21', 'info:srw/schema/1/marcxml-v1.1', 'http://www.loc.gov/marc21/slim'],
  },
  {
    name: 'mods',
    address: 'info:srw/schema/1/mods-v3.8',
    title: 'MODS 3.8',
    names: ['mods', 'mods38', 'info:srw/schema/1/mods-v3.8', 'http://www.loc.gov/mods/v3'],
  },
  {
    name: 'dc',
    address: 'info:srw/schema/1/dc-v1.1',
    title: 'Dublin Core',
    names: ['dc', 'info:srw/schema/1/dc-v1.1', 'http://purl.org/dc/elements/1.1/'],
  },
] as const satisfies readonly SchemaNames[];

export type RecordSchema = (typeof RECORD_SCHEMAS)[number]['name'];

export const addressOfSchema = (name: RecordSchema): string =>
  RECORD_SCHEMAS.find((schema) => schema.name === name)?.address ?? name;
