import type { Engine, PageLook, Word } from '@diachi/page-text';
import { findPlane, inRows } from '../look/find-plane.ts';
import { lookOver, type Overlook } from '../look/look-over.ts';
import type { Plane } from '../scan/plane.ts';
import type { Scan } from '../scan/scan-reader.ts';
import { withinPageTime } from './page-time.ts';
import { likeliestReading } from './read-otherwise.ts';
import { type ReadScanTools, readScan, type ScanReading } from './read-scan.ts';
import { ALL_STEPS } from './reading-steps.ts';

/** What was made out on a sheet, and the scan its page image is to be drawn from: the one that came, or that laid flat. */
export type SheetReading = ScanReading & { readonly scan: Scan; readonly plane: Plane | null };

// Of the letters seen before: more are lost only when what was laid flat was no sheet, or not all of it.
const LEAST_KEPT = 0.8;
// Of those, that should be read.
const WELL_READ = 0.25;

/**
 * Reads a scan; a sheet that was photographed at a slant is laid flat first. Where that is doubtful afterwards it is read as it came as
 * well, and the reading that is likelier right decides which of the two is shown.
 */
export async function readSheet(tools: ReadScanTools, language: string): Promise<SheetReading> {
  const { scan, steps = ALL_STEPS, pageTimeMs = Number.POSITIVE_INFINITY } = tools;
  const overlook = lookOver(scan.overview, steps);
  const plane = steps.has('lay-flat') ? findPlane(scan, overlook) : null;
  const flat = plane && (await scan.laidFlat(plane));
  const flatLook = flat && lookOver(flat.overview, steps);
  if (!flat || !flatLook || isWorse(flatLook, overlook)) {
    return { ...(await readScan({ ...tools, overlook }, language)), scan, plane: null };
  }
  const { engine, furtherEngine } = withinPageTime(tools.engine, pageTimeMs);
  const first = await readScan({ ...tools, scan: flat, overlook: flatLook, engine }, language);
  const laid: SheetReading = {
    ...first,
    look: (size) => ({ ...first.look(size), laidFlatFrom: rounded(plane) }),
    scan: flat,
    plane,
  };
  if (!steps.has('otherwise')) return laid;
  const onceOnly = new Set([...steps].filter((step) => step !== 'otherwise'));
  const asItCame = async (): Promise<SheetReading> => ({
    ...(await readScan({ ...tools, overlook, engine: furtherEngine, steps: onceOnly }, language)),
    scan,
    plane: null,
  });
  return likeliestReading(laid, lazily(asItCame), evidenceOf, flatLook.letterCount * WELL_READ);
}

function* lazily<Result>(read: () => Promise<Result>): Generator<Promise<Result>> {
  yield read();
}

const evidenceOf = (reading: SheetReading): { readonly words: readonly Word[]; readonly engine: Engine | null } => ({
  words: reading.words(reading.scan),
  engine: reading.engine,
});

const isWorse = (flat: Overlook, before: Overlook): boolean =>
  flat.content !== 'writing' || inRows(flat.letters).length < inRows(before.letters).length * LEAST_KEPT;

const rounded = ({ corners }: Plane): NonNullable<PageLook['laidFlatFrom']> =>
  corners.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
