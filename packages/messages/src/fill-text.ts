import type { FailureDetails } from '@diachi/domain';
import type { Language } from './language.ts';
import { namesOf } from './names-of.ts';

/**
 * Puts details in the places named in braces: `Page {page}`. A whole number from 10,000 is grouped as the language does it;
 * `{page+1}` counts from 1 what the program counts from 0, and `{limitBytes:size}` writes a size with its unit, `{found:file}` says what a file is that is no scan, `{access:who}` who may see what of a document. Null when a detail is missing.
 */
export function fillText(text: string, details: FailureDetails, language: Language): string | null {
  let isWhole = true;
  const filled = text.replace(
    /\{(\w+)(\+1)?(?::(size|file|who))?\}/g,
    (_, name: string, plusOne?: string, form?: string) => {
      const value = Object.hasOwn(details, name) ? details[name] : undefined;
      if (value === undefined) {
        isWhole = false;
        return '';
      }
      if (typeof value === 'string')
        return form === 'file' ? nameFile(value, language) : form === 'who' ? sayWho(value, language) : value;
      return form === 'size' ? writeSize(value, language) : writeNumber(plusOne ? value + 1 : value, language);
    },
  );
  return isWhole ? filled : null;
}

/** A word nobody knows is shown as it is. */
function nameFile(code: string, language: Language): string {
  const names: Readonly<Record<string, string>> = namesOf(language).foreignFiles;
  return (Object.hasOwn(names, code) ? names[code] : undefined) ?? code;
}

function sayWho(access: string, language: Language): string {
  const sentences: Readonly<Record<string, string>> = namesOf(language).whoMaySee;
  return (Object.hasOwn(sentences, access) ? sentences[access] : undefined) ?? access;
}

const writeNumber = (value: number, language: Language) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: Math.abs(value) >= 10_000 }).format(value);

/** A size in bytes with the largest decimal unit that leaves at least 1: `4 GB`. */
export function writeSize(bytes: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: power === 0 ? 0 : 1 }).format(
    bytes / 1000 ** power,
  );
  return `${amount} ${units[power]}`;
}
