export type { Box, Engine, PageText, Treatment, Word } from './page-text.ts';
export { parsePageText } from './parse-page-text.ts';
export { linesOf, plainText } from './plain-text.ts';
