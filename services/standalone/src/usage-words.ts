/** What the reader of command lines says of its own, which it says in English. */
export type UsageWords = {
  /** Headings and marks of the help, by their English. */
  readonly help: Readonly<Record<string, string>>;
  /** What is wrong with a line, in the person's language. */
  complain(english: string): string;
  /** How a language is written, for who wrote it otherwise. */
  meantLanguage(code: string): string;
  readonly emptyPath: string;
};

export const usageEn: UsageWords = {
  help: {},
  complain: (english) => english,
  meantLanguage: (code) => `Vietnamese is vie. Write: --lang ${code}`,
  emptyPath: 'This path is empty.',
};

export const usageVi: UsageWords = {
  help: {
    'Usage:': 'Cách dùng:',
    'Arguments:': 'Đối số:',
    'Options:': 'Tuỳ chọn:',
    'Commands:': 'Lệnh:',
    '[options]': '[tuỳ chọn]',
    '[command]': '[lệnh]',
    '(choices:': '(chọn một trong:',
    'default:': 'mặc định:',
  },
  complain: (english) => complaints.reduce((text, [pattern, vietnamese]) => text.replace(pattern, vietnamese), english),
  meantLanguage: (code) => `Mã của tiếng Việt là vie. Hãy viết: --lang ${code}`,
  emptyPath: 'Đường dẫn rỗng.',
};

const complaints: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '(.+)'/, 'Thiếu đối số “$1”.'],
  [/^error: option '(.+)' argument missing/, 'Tuỳ chọn “$1” thiếu giá trị.'],
  [/^error: required option '(.+)' not specified/, 'Thiếu tuỳ chọn bắt buộc “$1”.'],
  [/^error: option '(.+)' cannot be used with option '(.+)'/, 'Không dùng “$1” cùng với “$2”.'],
  [/^error: unknown option '(.+)'/, 'Không có tuỳ chọn “$1”.'],
  [/^error: unknown command '(.+)'/, 'Không có lệnh “$1”.'],
  [
    /^error: too many arguments(?: for '(?:.+?)')?\. Expected (\d+) arguments? but got (\d+): /,
    'Thừa đối số: cần $1, có $2: ',
  ],
  [/^error: option '(.+?)' argument '(.*)' is invalid\. /s, 'Tuỳ chọn “$1”: không dùng được “$2”. '],
  [/^error: command-argument value '(.*)' is invalid for argument '(.+?)'\. /s, 'Đối số “$2”: không dùng được “$1”. '],
  [/Allowed choices are (.+)\.$/m, 'Hãy chọn một trong: $1.'],
  [/\(Did you mean (?:one of )?(.+)\?\)/, '(Ý bạn là $1?)'],
];
