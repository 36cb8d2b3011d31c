/** What is done for a page beside asking an engine once, in the order it is done; each can be left out to see what it is worth. */
export const READING_STEPS = [
  /** A sheet photographed at a slant is seen from above, by readers too. */
  'lay-flat',
  /** Facing pages and photographs: what is read is found and laid flat. */
  'areas',
  'flatten',
  /** Negatives, borders, uneven light, specks. */
  'clean',
  'scale',
  /** A page that is doubtful as a whole is prepared otherwise and read once more. */
  'otherwise',
  'reread',
  'language',
  'structure',
  'calibrate',
] as const;

export type ReadingStep = (typeof READING_STEPS)[number];

export type ReadingSteps = ReadonlySet<ReadingStep>;

export const ALL_STEPS: ReadingSteps = new Set(READING_STEPS);
