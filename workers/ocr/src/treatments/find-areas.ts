import type { Box } from '@diachi/page-text';

/** A stretch of a page that is read by itself: a whole page, or one of two that face each other. */
export type Area = {
  /** In pixels of the overview, turned upright. */
  readonly box: Box;
  /** Degrees clockwise that make its lines level. */
  readonly skew: number;
};
