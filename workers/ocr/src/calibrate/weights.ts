import type { Engine } from '@diachi/page-text';
import type { Weights } from './likely-right.ts';

/** Fitted on generated pages (`npm run bench ocr -- --fit`), each engine with the model it mostly has, in the order of `EVIDENCE`. */
const FITTED: Readonly<Record<string, Weights>> = {
  tesseract: [-3.269, 1.523, 0.562, 0.061, 0.368, -0.242, -0.229, -1.373, 0.166],
  'tesseract.js': [-4.45, 1.442, 1.047, 0.003, 0.798, -0.234, -0.721, -1.981, 0.225],
};

/** What evidence is worth that an engine's words give; null for an engine nobody has measured. */
export const weightsOf = ({ name }: Engine): Weights | null => FITTED[name] ?? null;
