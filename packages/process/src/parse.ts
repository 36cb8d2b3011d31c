const units = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30 } as const;
const durations = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Parsers of settings. Each throws an `Error` that says what the value must be. */
export const parse = {
  text: (written: string) => written,

  wholeNumber:
    (least: number, most: number) =>
    (written: string): number => {
      const value = Number(written);
      if (/^\d+$/.test(written) && value >= least && value <= most) return value;
      throw new Error(`a whole number from ${least} to ${most}`);
    },

  oneOf:
    <const Choice extends string>(...choices: readonly Choice[]) =>
    (written: string): Choice => {
      const choice = choices.find((one) => one === written);
      if (choice !== undefined) return choice;
      throw new Error(`one of ${choices.join(', ')}`);
    },

  /** A size with its unit, in bytes: `500MB`, `2GiB`. */
  size: (written: string): number => {
    const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?i?B)$/i.exec(written) ?? [];
    const factor = units[unit.toUpperCase() as keyof typeof units];
    if (amount && factor) return Math.floor(Number(amount) * factor);
    throw new Error('a size such as 500MB or 2GB');
  },

  /** A duration with its unit, in milliseconds: `90s`, `10min`. */
  duration: (written: string): number => {
    const [, amount, unit = ''] = /^(\d+)\s*(ms|s|min|h|d)$/.exec(written) ?? [];
    const factor = durations[unit as keyof typeof durations];
    if (amount && factor) return Number(amount) * factor;
    throw new Error('a duration such as 90s or 10min');
  },

  yesOrNo: (written: string): boolean => {
    if (written === 'yes' || written === 'true') return true;
    if (written === 'no' || written === 'false') return false;
    throw new Error('yes or no');
  },

  /** Names between commas, each matching `shape`; `what` says in the plural what they are. */
  list:
    (shape: RegExp, what: string) =>
    (written: string): readonly string[] => {
      const entries = written.split(',').map((entry) => entry.trim());
      if (entries.every((entry) => shape.test(entry))) return [...new Set(entries)];
      throw new Error(`${what}, with commas between them`);
    },

  /** An address of a server, of one of these schemes: `parse.url('redis', 'rediss')`. */
  url:
    (...schemes: readonly [string, ...string[]]) =>
    (written: string): URL => {
      const url = URL.parse(written);
      if (url && url.hostname !== '' && schemes.some((scheme) => url.protocol === `${scheme}:`)) return url;
      throw new Error(`an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
    },

  /** Where a server of the web is: scheme, host and port, and nothing after them. */
  origin: (written: string): URL => {
    const url = parse.url('http', 'https')(written);
    if (url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '') return url;
    throw new Error('an address such as https://thuvien.example:8443, without a path, a name or a password in it');
  },

  /** A key that only programs write. */
  key:
    (leastLetters: number) =>
    (written: string): string => {
      if (written.length >= leastLetters && /^[\x21-\x7e]+$/.test(written)) return written;
      throw new Error(`at least ${leastLetters} letters, digits or signs without spaces`);
    },
};
