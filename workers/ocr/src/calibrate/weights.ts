import type { Engine } from '@diachi/page-text';
import type { Weights } from './likely-right.ts';

/** Fitted on generated pages (`npm run bench ocr -- --fit`), each engine with the model it mostly has, in the order of `EVIDENCE`. */
const FITTED: Readonly<Record<string, Weights>> = {};

/** What evidence is worth that an engine's words give; null for an engine nobody has measured. */
export const weightsOf = ({ name }: Engine): Weights | null => FITTED[name] ?? null;
