export { type AltoSource, altoOf } from './alto.ts';
export { type ArrangedPage, arrangePage, type PageToArrange } from './arrange/arrange-page.ts';
export { divisionOf, type IsSyllable, undivided } from './arrange/divisions.ts';
export { blocksOf } from './blocks.ts';
export { type HocrSource, hocrOf } from './hocr.ts';
export { isTrusted } from './is-trusted.ts';
export { pageOutcome } from './page-outcome.ts';
export {
  BLOCK_ROLES,
  type Block,
  type BlockRole,
  type Box,
  type Cell,
  type Change,
  type Division,
  type Engine,
  type PageLook,
  type PageText,
  type Point,
  type Treatment,
  type Word,
} from './page-text.ts';
export { pageTrouble } from './page-trouble.ts';
export { pageTextOf, parsePageText } from './parse-page-text.ts';
export { linesOf, plainText } from './plain-text.ts';
export { printedLinesOf } from './printed-lines.ts';
export { type ReadBlock, type ReadParagraph, readBlocks } from './read-blocks.ts';
export { type DividedPart, dividedWords, undividedText } from './undivided-text.ts';
