import type { Settings } from './setting.ts';

/** A list of settings as rows of a Markdown table, in the order of the list. */
export function settingsTable(settings: Settings): string {
  const rows = Object.values(settings).map(
    ({ env, doc, default: byDefault }) =>
      `| \`${env}\` | ${cell(doc)} | ${byDefault === undefined ? '(must be set)' : byDefault === '' ? '' : `\`${cell(byDefault)}\``} |`,
  );
  return ['| variable | what it is for | default |', '|---|---|---|', ...rows, ''].join('\n');
}

const cell = (text: string) => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
