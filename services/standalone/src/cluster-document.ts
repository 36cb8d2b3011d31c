import { type Setting, type Settings, settingsTable } from '@diachi/process';

type SettingsByProcess = Readonly<Record<string, Readonly<Record<string, Settings>>>>;

const titles: Readonly<Record<string, string>> = {
  process: 'Every process',
  service: 'Every service',
  pages: 'Services without pages',
  work: 'Every worker',
  catalogue: 'The catalogue: PostgreSQL',
  store: 'The store: S3',
  queue: 'The queue: Redis',
  index: 'The search index: Meilisearch',
};

/** What is said of the cluster in docs/configuration.md: who reads what, and what each setting is for. */
export function clusterDocument(
  processes: SettingsByProcess,
  { setUp, backup }: { readonly setUp: Settings; readonly backup: Settings },
): readonly string[] {
  const besides = [
    ['The set-up command', onlyOf(setUp, processes)],
    ['The backup command, which reads the catalogue’s and the store’s too', onlyOf(backup, processes)],
  ] as const;
  return [
    '## The cluster: who reads what',
    'Each process reads its own settings and no others; the set-up command those of all four servers. **●** must be set; a value is the default; a dash says that the process does not read it.',
    whoReadsWhat(processes),
    ...[...listsOf(processes), ...besides].flatMap(([title, list]) => [`### ${title}`, settingsTable(list).trimEnd()]),
  ];
}

function whoReadsWhat(processes: SettingsByProcess): string {
  const names = Object.keys(processes);
  const lists = new Map(names.map((name) => [name, byVariable(processes[name] ?? {})]));
  const variables = new Set([...lists.values()].flatMap((list) => [...list.keys()]));
  const cell = (setting: Setting<unknown> | undefined) => {
    if (!setting) return '–';
    if (setting.default === undefined) return '●';
    return setting.default === '' ? 'not set' : `\`${setting.default}\``;
  };
  const rows = [...variables].map(
    (variable) => `| \`${variable}\` | ${names.map((name) => cell(lists.get(name)?.get(variable))).join(' | ')} |`,
  );
  return [`| variable | ${names.join(' | ')} |`, `|---|${names.map(() => '---|').join('')}`, ...rows].join('\n');
}

const byVariable = (lists: Readonly<Record<string, Settings>>) =>
  new Map(
    Object.values(lists).flatMap((list) => Object.values(list).map((setting) => [setting.env, setting] as const)),
  );

/** Each list once, by its title. Where processes differ in a default, the first table says so. */
function listsOf(processes: SettingsByProcess): readonly (readonly [string, Settings])[] {
  const found = new Map<string, Settings>();
  for (const [name, lists] of Object.entries(processes)) {
    for (const [part, list] of Object.entries(lists)) {
      if (Object.keys(list).length === 0) continue;
      const title = titles[part] ?? `What ${name} reads besides`;
      const before = found.get(title);
      found.set(title, before ? withSharedDefaults(before, list) : list);
    }
  }
  // What is of one process alone comes after what several share.
  return [...found].sort(([one], [other]) => Number(one.startsWith('What ')) - Number(other.startsWith('What ')));
}

/** What no process reads in this way. */
const onlyOf = (setUp: Settings, processes: SettingsByProcess): Settings => {
  const said = new Set(Object.values(processes).flatMap((lists) => Object.values(lists).flatMap(Object.values)));
  return Object.fromEntries(Object.entries(setUp).filter(([, setting]) => !said.has(setting)));
};

const withSharedDefaults = (one: Settings, other: Settings): Settings =>
  Object.fromEntries(
    Object.entries(one).map(([name, setting]) => {
      const differs = setting.default !== other[name]?.default;
      return [name, differs ? { ...setting, default: 'by process' } : setting];
    }),
  );
