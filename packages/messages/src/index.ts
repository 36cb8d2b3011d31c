export { failureText } from './failure-text.ts';
export { writeSize } from './fill-text.ts';
export { LANGUAGES, type Language, parseLanguageTag } from './language.ts';
export { type Names, namesOf } from './names-of.ts';
