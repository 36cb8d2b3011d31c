import { EXIT, type Settings, settingsTable } from '@diachi/process';
import { clusterDocument } from './cluster-document.ts';

const endings: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done',
  bug: 'something nobody foresaw; please report it',
  unusable: 'the settings, the command line, or what was asked for cannot be used',
  unavailable:
    'something needed is not there: a free port, room on the disk, the right to write, the data folder (in use by another process), a server',
  interrupted:
    'Ctrl-C a second time, or before the program had begun (within its first second): it ended at once; nothing that was taken is lost',
  refused: 'the work is done and the answer is no: a file was refused, a document failed or is not known',
};

/** docs/configuration.md, from the lists of settings themselves. */
export function configurationDocument(
  parts: Readonly<Record<string, Settings>>,
  ...cluster: Parameters<typeof clusterDocument>
): string {
  const tables = Object.entries(parts).map(([title, settings]) => `## ${title}\n\n${settingsTable(settings)}`);
  const codes = Object.entries(EXIT).map(([name, code]) => `| ${code} | ${endings[name as keyof typeof EXIT]} |`);
  return [
    '# Configuration',
    'Generated from the settings themselves; `npm test` fails when it differs. Settings are environment variables. An empty one counts as not set, and all faults are told together before anything is opened.',
    'A size has its unit (`500MB`, `2GiB`), a duration too (`90s`, `10min`, `7d`).',
    'A secret may lie in a file, as container platforms hand them out: any `NAME` may be given as `NAME_FILE`, which says where the file is.',
    'The settings of `npm start` and `npx diachi` come first; those of the cluster follow.',
    ...tables.map((table) => table.trimEnd()),
    ...clusterDocument(...cluster),
    '## How a process ends',
    ['| exit code | meaning |', '|---|---|', ...codes].join('\n'),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}
