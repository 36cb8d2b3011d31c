import type { Engine } from '@diachi/page-text';

/**
 * The scale at which cut-outs are read again. A second model sees with other eyes; an engine that has none looks once more from further
 * away, which parted more words rightly than from nearer, sharpened or in black and white.
 */
export const cutOutScale = ({ name }: Engine): number => (name === 'tesseract.js' ? 0.75 : 1);
