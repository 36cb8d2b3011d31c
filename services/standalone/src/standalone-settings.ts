import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, type Language, parseLanguageTag } from '@diachi/messages';
import { LOG_LEVELS, parse, type Settings } from '@diachi/process';
import { librarySettings, publicUrlSetting } from '@diachi/web';

/** The program's own folder: three up from `dist`, and from `src` as well. */
const home = fileURLToPath(new URL('../../../', import.meta.url));

/** Settings of the one process that does everything. */
export const standaloneSettings = {
  port: {
    env: 'PORT',
    doc: 'the port the library is open at',
    default: '8080',
    parse: parse.wholeNumber(1, 65_535),
  },
  host: {
    env: 'DIACHI_HOST',
    doc: 'the address to listen on: `*` lets readers on the local network in, `127.0.0.1` only this machine',
    default: '*',
    parse: parse.text,
  },
  folder: {
    env: 'DIACHI_DATA',
    doc: 'the folder with all data; `data` in the program’s folder when not set',
    default: '',
    parse: (written: string) => (written === '' ? join(home, 'data') : written),
  },
  workers: {
    env: 'WORKERS',
    doc: 'steps done at once, each in a thread: `auto` is one per processor core',
    default: 'auto',
    parse: (written: string) => (written === 'auto' ? availableParallelism() : parse.wholeNumber(1, 64)(written)),
  },
  language: {
    env: 'LANGUAGE',
    doc: 'the language of the terminal, `vi` or `en`; of a list such as `en_US:vi` the first of these two',
    default: 'vi',
    parse: parseLanguageList,
  },
  ...librarySettings,
  libraryUrl: {
    env: 'DIACHI_URL',
    doc: 'the address of a library elsewhere that commands are to talk to, such as the inner door of a cluster’s proxy; the one in DIACHI_DATA when not set',
    default: '',
    parse: originOrNothing,
  },
  operatorToken: {
    env: 'OPERATOR_TOKEN',
    doc: 'what lets commands act as operator of that library; must be set when DIACHI_URL is',
    default: '',
    isSecret: true,
    parse: (written: string) => (written === '' ? '' : parse.key(1)(written)),
  },
  publicUrl: {
    ...publicUrlSetting,
    doc: `${publicUrlSetting.doc}; with DIACHI_URL, of the library there, for the sign-in links that commands print`,
  },
  logLevel: {
    env: 'LOG_LEVEL',
    doc: 'how much is written to `log/diachi.log` in the data folder: debug, info, warn, error or silent',
    default: 'info',
    parse: parse.oneOf(...LOG_LEVELS),
  },
  logSizeBytes: {
    env: 'LOG_SIZE',
    doc: 'how large that file may grow before it is put aside; one older file is kept',
    default: '20MB',
    parse: parse.size,
  },
} satisfies Settings;

/** Desktops set LANGUAGE for other programs too (`en_US:en`), so that nothing in it is an error. */
export function parseLanguageList(written: string): Language {
  const tags = written.split(':').map((tag) => parseLanguageTag(tag.slice(0, 2).toLowerCase()));
  return tags.find((tag) => tag !== null) ?? LANGUAGES[0];
}

function originOrNothing(written: string): string {
  return written === '' ? '' : parse.origin(written).origin;
}
