import { xmlText } from '@diachi/xml';
import type { Box } from './page-text.ts';

/** Attributes of an XML element, in the order given; those without a value are left out. */
export const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');

/** Where something is, as ALTO says it. */
export const place = ({ x, y, width, height }: Box) => ({ HPOS: x, VPOS: y, WIDTH: width, HEIGHT: height });
