export { FAILURE_CODES } from './failure-codes.ts';
export { failureText } from './failure-text.ts';
export { writeSize } from './fill-text.ts';
export { LANGUAGES, type Language, parseLanguageTag } from './language.ts';
export type { Names } from './names.ts';
export { namesOf } from './names-of.ts';
