import { ACCESS_LEVELS, CREATOR_PARTS, DOCUMENT_KINDS, LICENCES, type Licence } from '@diachi/domain';
import { z } from 'zod';

const licences = Object.keys(LICENCES) as Licence[];

const creator = z.object({ name: z.string(), part: z.enum(CREATOR_PARTS) }).meta({
  id: 'Creator',
  description: 'A person or a body that made a document, and what they did for it (MARC relator terms).',
});

const date = z
  .object({ text: z.string(), fromYear: z.int().nullable(), toYear: z.int().nullable() })
  .meta({ id: 'DateRange', description: 'A date in EDTF level 0 or 1 as written, and the years it may fall in.' });

/** What the library says about a document, as programs are told it. */
export const recordAnswer = z
  .object({
    title: z.string(),
    library: z.string().describe('The code of the library it belongs to.'),
    collection: z.string(),
    kind: z.enum(DOCUMENT_KINDS),
    date: date.nullable(),
    language: z.string().describe('Codes joined with +, the main language first: vie, vie+fra.'),
    otherTitle: z.string(),
    englishTitle: z.string(),
    creators: z.array(creator),
    publisher: z.string(),
    publicationPlace: z.string(),
    series: z.string(),
    subjects: z.array(z.string()),
    places: z.array(z.string()),
    summary: z.string(),
    englishSummary: z.string(),
    extent: z.string(),
    note: z.string(),
    callNumber: z.string(),
    isbn: z.string(),
    issn: z.string(),
    access: z.enum(ACCESS_LEVELS).describe('Who may see what of it, widest first.'),
    embargoUntil: z.iso.date().nullable().describe('The first day it is open as access says.'),
    licence: z.enum(licences),
    rightsHolder: z.string(),
  })
  .meta({
    id: 'Record',
    description: 'What the library says about a document. Texts and lists are empty where it says nothing.',
  });

const text = z.string().optional();
/** As programs write a list, or as a form does: a line for each entry. */
const lines = z.union([z.string(), z.array(z.string())]).optional();

/**
 * Fields of a record as they are sent. `parseRecord` reads each of them exactly, and fails with a code for each; what is refused here
 * could not be read by it at all. Fields that are none are passed over.
 */
export const recordFields = z
  .looseObject({
    title: text,
    library: text.describe('The code of the library it belongs to.'),
    collection: text,
    kind: text.describe(`One of ${DOCUMENT_KINDS.join(', ')}.`),
    date: z
      .union([z.string(), z.looseObject({ text: z.string() }), z.null()])
      .optional()
      .describe('EDTF level 0 or 1: 1954, 1930/1935, 195X, 1954?'),
    language: text.describe('Codes joined with +, the main language first: vie, vie+fra.'),
    otherTitle: text,
    englishTitle: text,
    creators: z
      .union([z.string(), z.array(z.union([z.string(), z.looseObject({ name: z.string(), part: z.string() })]))])
      .optional()
      .describe(`Name and part; part is one of ${CREATOR_PARTS.join(', ')}. As a line: Nguyễn Văn Đậu | editor`),
    publisher: text,
    publicationPlace: text,
    series: text,
    subjects: lines,
    places: lines,
    summary: text,
    englishSummary: text,
    extent: text,
    note: text,
    callNumber: text,
    isbn: text,
    issn: text,
    access: text.describe(`One of ${ACCESS_LEVELS.join(', ')}.`),
    embargoUntil: z.string().nullable().optional().describe('YYYY-MM-DD'),
    licence: text.describe(`One of ${licences.join(', ')}.`),
    rightsHolder: text,
  })
  .meta({ id: 'RecordFields', description: 'Fields of a record to be set. What is left out stays as it is.' });
