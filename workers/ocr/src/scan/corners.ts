import type { Point } from '@diachi/page-text';

/** Corners of a sheet, clockwise from the top left one, in pixels of the picture it was seen on; they may lie outside of it. */
export type Corners = readonly [Point, Point, Point, Point];
