import { isFailure, noteFailure, parseRecord } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import { InvalidArgumentError } from 'commander';
import type { RecordOptions } from './command.ts';
import type { Words } from './words-vi.ts';

const LEAST = { title: '-', library: 'tinh' };

/** Reads one field of a record as the library will, so that what it would refuse is said before anything is begun. Empty is not said. */
export const recordOption =
  (field: keyof RecordOptions, { language, usage }: Pick<Words, 'language' | 'usage'>) =>
  (written: string): string => {
    if (written.trim() === '') return written;
    try {
      parseRecord({ ...LEAST, [field]: written });
      return written;
    } catch (thrown) {
      if (!isFailure(thrown)) throw thrown;
      const meant = field === 'language' ? meantLanguage(written) : null;
      const hint = meant === null ? '' : ` ${usage.meantLanguage(meant)}`;
      throw new InvalidArgumentError(failureText(noteFailure(thrown), language) + hint);
    }
  };

/** The same of a list, whose option may be given several times: each adds a line. */
export const recordLines =
  (field: keyof RecordOptions, words: Pick<Words, 'language' | 'usage'>) =>
  (written: string, before?: string): string =>
    recordOption(field, words)(before === undefined ? written : `${before}\n${written}`);

/** Codes of two letters, as the web writes them, of the languages that come with the library. */
const LONG: Readonly<Record<string, string>> = { vi: 'vie', vn: 'vie', fr: 'fra', en: 'eng' };

/** Null when nothing is known that somebody may have meant. */
function meantLanguage(written: string): string | null {
  const parts = written
    .toLowerCase()
    .split(/[+,; ]+/)
    .filter((part) => part !== '');
  const meant = parts.map((part) => LONG[part] ?? part);
  return meant.length > 0 && meant.every((part) => /^[a-z]{3}(_[a-z]{3,4})?$/.test(part)) ? meant.join('+') : null;
}
