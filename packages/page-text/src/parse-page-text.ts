import {
  countOf,
  Failure,
  fieldsOf,
  listOf,
  noteOf,
  oneOf,
  orNull,
  parsePageImage,
  textOf,
  wholeOf,
} from '@diachi/domain';
import {
  BLOCK_ROLES,
  type Block,
  type Box,
  type Cell,
  type Change,
  type Division,
  type Engine,
  type PageLook,
  type PageText,
  type Point,
  type Treatment,
  type Word,
} from './page-text.ts';

/** Far more words than any printed page has; a list longer than this is not a page. */
const MAX_WORDS = 200_000;

/** Engines come and go; their texts stay. */
const ENGINE_NAME = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;
const LONGEST_ENGINE_NAME = 40;

const TREATMENTS = [
  'exif-turned',
  'laid-flat',
  'turned',
  'straightened',
  'grey',
  'inverted',
  'border-removed',
  'scaled',
  'light-evened',
  'dust-removed',
  'contrast-spread',
  'flattened',
  'salvaged',
] as const satisfies readonly Treatment['step'][];

/** Reads a page's text from the store, field by field. Fails with `page-text.broken`; the cause says where. */
export function parsePageText(bytes: Uint8Array): PageText {
  try {
    return pageTextOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new Failure('invalid', 'page-text.broken', 'The stored text of a page is damaged; read the document again.', {
      cause,
    });
  }
}

/** Reads a page's text from what was parsed from JSON already. Throws what says which field is wrong. */
export function pageTextOf(raw: unknown): PageText {
  const text = fieldsOf(raw);
  if (text['version'] !== 1) throw new Error('its version is not 1');
  const reading = {
    version: 1,
    image: orNull(text['image'], parsePageImage),
    engine: engineOf(text['engine']),
    treatments: listOf(text['treatments'], treatmentOf),
    look: orNull(text['look'] ?? null, lookOf),
  } as const;
  const kind = oneOf(text['kind'], ['read', 'blank', 'unreadable']);
  if (kind === 'blank') return { ...reading, kind };
  if (kind === 'unreadable') return { ...reading, kind, reason: noteOf(text['reason']) };
  return {
    ...reading,
    kind,
    words: wordsOf(text['words']),
    // Texts that were written before blocks, further engines and errors were kept have none of them.
    blocks: listOf(text['blocks'] ?? [], blockOf),
    furtherEngines: listOf(text['furtherEngines'] ?? [], engineOf),
    expectedError: orNull(text['expectedError'] ?? null, shareOf),
    damage: orNull(text['damage'], noteOf),
  };
}

function wordsOf(raw: unknown): readonly Word[] {
  if (Array.isArray(raw) && raw.length > MAX_WORDS) throw new Error(`a page cannot have ${raw.length} words`);
  return listOf(raw, wordOf);
}

function wordOf(raw: unknown): Word {
  const word = fieldsOf(raw);
  const text = textOf(word['text']);
  if (text === '') throw new Error('a word has no letters');
  return {
    text,
    box: boxOf(word['box']),
    confidence: shareOf(word['confidence']),
    line: wholeOf(word['line'], 0),
    block: wholeOf(word['block'], 0),
    ...given('change', word['change'], changeOf),
    ...given('reader', word['reader'], (reader) => wholeOf(reader, 0)),
    ...given('cell', word['cell'], cellOf),
    ...given('division', word['division'], divisionOf),
  };
}

/** A field that may be left out. */
const given = <Name extends string, Value>(name: Name, raw: unknown, of: (raw: unknown) => Value) =>
  (raw === undefined ? {} : { [name]: of(raw) }) as { readonly [Key in Name]?: Value };

function shareOf(raw: unknown): number {
  const share = countOf(raw, 0);
  if (share > 1) throw new Error(`${share} is no share from 0 to 1`);
  return share;
}

function changeOf(raw: unknown): Change {
  const change = fieldsOf(raw);
  return {
    from: textOf(change['from']),
    why: oneOf(change['why'], ['reread', 'spelling', 'language']),
    probability: shareOf(change['probability']),
  };
}

function cellOf(raw: unknown): Cell {
  const cell = fieldsOf(raw);
  return { row: wholeOf(cell['row'], 0), column: wholeOf(cell['column'], 0) };
}

const divisionOf = (raw: unknown): Division => ({ keepsHyphen: yesOrNo(fieldsOf(raw)['keepsHyphen']) });

function blockOf(raw: unknown): Block {
  const block = fieldsOf(raw);
  return {
    role: oneOf(block['role'], BLOCK_ROLES),
    box: boxOf(block['box']),
    level: orNull(block['level'], (level) => wholeOf(level, 1)),
    paragraphs: listOf(block['paragraphs'], (line) => wholeOf(line, 0)),
  };
}

function lookOf(raw: unknown): PageLook {
  const look = fieldsOf(raw);
  return {
    kind: oneOf(look['kind'], ['text', 'blank', 'picture']),
    isNegative: yesOrNo(look['isNegative']),
    hasBorder: yesOrNo(look['hasBorder']),
    degrees: countOf(look['degrees'], Number.NEGATIVE_INFINITY),
    areas: listOf(look['areas'], boxOf),
    columns: wholeOf(look['columns'], 0),
    xHeightPx: orNull(look['xHeightPx'], (height) => countOf(height, 0)),
    noise: countOf(look['noise'], 0),
    ...given('laidFlatFrom', look['laidFlatFrom'], (corners) => listOf(corners, pointOf)),
  };
}

function pointOf(raw: unknown): Point {
  const point = fieldsOf(raw);
  // A corner may lie a little outside of its picture.
  const place = (name: string) => countOf(point[name], Number.NEGATIVE_INFINITY);
  return { x: place('x'), y: place('y') };
}

function yesOrNo(raw: unknown): boolean {
  if (typeof raw === 'boolean') return raw;
  throw new Error('a yes or no is neither');
}

function boxOf(raw: unknown): Box {
  const box = fieldsOf(raw);
  // A box may reach over the edge of its page by what straightening cut off.
  const edge = (name: string) => countOf(box[name], Number.NEGATIVE_INFINITY);
  return { x: edge('x'), y: edge('y'), width: countOf(box['width'], 0), height: countOf(box['height'], 0) };
}

function engineOf(raw: unknown): Engine {
  const engine = fieldsOf(raw);
  const settings = Object.entries(fieldsOf(engine['settings'])).map(([name, value]) => [name, settingOf(value)]);
  return {
    name: engineNameOf(engine['name']),
    version: textOf(engine['version']),
    model: textOf(engine['model']),
    settings: Object.fromEntries(settings),
  };
}

function engineNameOf(raw: unknown): string {
  const name = textOf(raw);
  if (name.length <= LONGEST_ENGINE_NAME && ENGINE_NAME.test(name)) return name;
  throw new Error('the name of the engine is no plain word');
}

function settingOf(raw: unknown): string | number | boolean {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return raw;
  throw new Error('a setting of the engine is not text, a number or a yes and no');
}

function treatmentOf(raw: unknown): Treatment {
  const treatment = fieldsOf(raw);
  return {
    step: oneOf(treatment['step'], TREATMENTS),
    amount: orNull(treatment['amount'], (amount) => countOf(amount, Number.NEGATIVE_INFINITY)),
  };
}
