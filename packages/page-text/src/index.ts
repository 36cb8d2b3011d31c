export { type AltoSource, altoOf } from './alto.ts';
export { blocksOf } from './blocks.ts';
export type { Box, Engine, PageText, Treatment, Word } from './page-text.ts';
export { pageTrouble } from './page-trouble.ts';
export { pageTextOf, parsePageText } from './parse-page-text.ts';
export { linesOf, plainText } from './plain-text.ts';
export { xmlText } from './xml-text.ts';
