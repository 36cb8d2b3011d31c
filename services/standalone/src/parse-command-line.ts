import { EXIT, type ExitCode } from '@diachi/process';
import { Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  type Command,
  EXPORT_FORMATS,
  type Grouping,
  type PersonCommand,
  PROFILES,
  type RecordOptions,
} from './command.ts';
import { harmless } from './harmless.ts';
import { recordLines, recordOption } from './record-option.ts';
import type { UsageWords } from './usage-words.ts';
import type { Words } from './words-vi.ts';

export type CommandLine =
  | { readonly kind: 'command'; readonly command: Command }
  /** Help was asked for, or the line cannot be understood; what there is to say is in `said`. */
  | { readonly kind: 'answered'; readonly exitCode: ExitCode; readonly said: string };

type IngestFlags = Omit<RecordOptions, 'language' | 'creators' | 'subjects' | 'places' | 'embargoUntil'> & {
  lang?: string;
  creator?: string;
  subject?: string;
  place?: string;
  embargo?: string;
  together?: boolean;
  each?: boolean;
  wait?: boolean;
  json?: boolean;
};

/** Reads what follows the program's name. Touches nothing. */
export function parseCommandLine(args: readonly string[], words: Words): CommandLine {
  let found: Command | null = null;
  let said = '';
  const program = commandLine(words, (command) => {
    found = command;
  });
  for (const each of [program, ...program.commands, ...program.commands.flatMap((group) => group.commands)]) {
    each.exitOverride().configureOutput({
      writeOut: keep,
      writeErr: keep,
      outputError: (english, write) => write(harmless(words.usage.complain(english))),
    });
    each.configureHelp(helpIn(words.usage));
  }
  function keep(text: string) {
    said += text;
  }

  try {
    program.parse(args, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return { kind: 'answered', exitCode: thrown.exitCode === 0 ? EXIT.done : EXIT.unusable, said };
  }
  if (found) return { kind: 'command', command: found };
  return { kind: 'answered', exitCode: EXIT.unusable, said: program.helpInformation() };
}

/** The reader of command lines names the parts of its help itself. */
function helpIn({ help }: UsageWords) {
  const translate = (text: string) =>
    Object.entries(help).reduce((translated, [english, word]) => translated.replace(english, word), text);
  return {
    styleTitle: translate,
    styleUsage: translate,
    styleSubcommandTerm: translate,
    styleOptionDescription: translate,
    styleArgumentDescription: translate,
  };
}

function commandLine(words: Words, found: (command: Command) => void): Commander {
  const { help } = words;
  const program = new Commander('diachi').description(help.program).helpOption('-h, --help', help.help);
  program.helpCommand(false);
  const json = () => new Option('--json', help.json);

  const addPath = pathsIn(words.usage);
  withRecord(program.command('serve', { hidden: true }).argument('[path...]', help.paths, addPath), words).action(
    (paths: string[], flags: IngestFlags) => found({ name: 'serve', paths, ...ingesting(flags) }),
  );
  withRecord(program.command('ingest').description(help.ingest).argument('<path...>', help.paths, addPath), words)
    .option('--wait', help.wait)
    .addOption(json())
    .action((paths: string[], flags: IngestFlags) =>
      found({
        name: 'ingest',
        paths,
        ...ingesting(flags),
        isWaiting: flags.wait === true,
        isJson: flags.json === true,
      }),
    );
  program
    .command('search')
    .description(help.search)
    .argument('<query...>', help.query)
    .addOption(new Option('--limit <n>', help.limit).default(20).argParser(parseLimit))
    .addOption(json())
    .action((query: string[], { limit, json: isJson = false }: { limit: number; json?: boolean }) =>
      found({ name: 'search', query: query.join(' '), limit, isJson }),
    );
  program
    .command('show')
    .description(help.show)
    .argument('<id>', help.id)
    .addOption(json())
    .action((id: string, { json: isJson = false }: { json?: boolean }) => found({ name: 'show', id, isJson }));
  addExport(program, help, found);
  for (const name of ['status', 'inspect', 'learn', 'rebuild'] as const) {
    program
      .command(name)
      .description(help[name])
      .addOption(json())
      .action(({ json: isJson = false }: { json?: boolean }) => found({ name, isJson }));
  }
  program
    .command('verify')
    .description(help.verify)
    .addOption(new Option('--mb-per-second <n>', help.mbPerSecond).argParser(parsePace))
    .addOption(json())
    .action(({ mbPerSecond, json: isJson = false }: { mbPerSecond?: number; json?: boolean }) =>
      found({ name: 'verify', mbPerSecond: mbPerSecond ?? null, isJson }),
    );
  program
    .command('harvest')
    .description(help.harvest)
    .argument('<source>', help.harvestSource)
    .option('--all', help.harvestAll)
    .addOption(json())
    .action((source: string, { all, json: isJson = false }: { all?: boolean; json?: boolean }) =>
      found({ name: 'harvest', source, isWhole: all === true, isJson }),
    );
  program
    .command('migrate-profile')
    .description(help.migrateProfile)
    .addOption(new Option('--to <profile>', help.moveTo).choices(PROFILES).makeOptionMandatory())
    .addOption(json())
    .action(({ to, json: isJson = false }: { to: (typeof PROFILES)[number]; json?: boolean }) =>
      found({ name: 'migrate-profile', to, isJson }),
    );
  addPeople(program, help, found);
  return program;
}

type ExportFlags = {
  readonly format?: (typeof EXPORT_FORMATS)[number];
  readonly output?: string;
  readonly at?: string;
  readonly bag?: string;
};

function addExport(program: Commander, help: Words['help'], found: (command: Command) => void): void {
  const format = new Option('--format <format>', help.format).choices(EXPORT_FORMATS);
  const output = new Option('-o, --output <path>', help.output);
  program
    .command('export')
    .description(help.export)
    .argument('[id...]', help.ids)
    .addOption(format)
    .addOption(output)
    .option('--at <address>', help.tilesAt, parseAddress)
    .addOption(new Option('--bag <folder>', help.bag).conflicts(['format', 'output', 'at']))
    .action((ids: readonly string[], flags: ExportFlags, command: Commander) => {
      if (flags.bag !== undefined) return found({ name: 'export-bags', ids, folder: flags.bag });
      const [id, ...more] = ids;
      if (id === undefined) return command.error("error: missing required argument 'id'");
      if (more.length > 0) return command.error(tooMany(ids.length));
      const { format: as, output: to } = flags;
      if (as === undefined) return command.error(notSpecified(format));
      if (to === undefined) return command.error(notSpecified(output));
      return found({ name: 'export', id, format: as, output: to, at: flags.at ?? null });
    });
}

// As the reader of command lines says it itself, so that it is translated alike.
const notSpecified = ({ flags }: Option) => `error: required option '${flags}' not specified`;
const tooMany = (count: number) => `error: too many arguments. Expected 1 argument but got ${count}: `;

type PersonFlags = { readonly role: PersonCommand['role']; readonly library?: string; readonly json?: boolean };

function addPeople(program: Commander, help: Words['help'], found: (command: Command) => void): void {
  const user = program.command('user').description(help.user).helpCommand(false);
  user
    .command('add')
    .description(help.userAdd)
    .argument('<name>', help.name)
    .addOption(new Option('--role <role>', help.role).choices(['member', 'archivist', 'admin']).default('archivist'))
    .option('--library <code>', help.userLibrary)
    .option('--json', help.json)
    .action((person: string, { role, library, json: isJson = false }: PersonFlags) =>
      found({ name: 'user-add', person, role, library: library ?? null, isJson }),
    );
  user
    .command('list')
    .description(help.userList)
    .option('--json', help.json)
    .action(({ json: isJson = false }: { json?: boolean }) => found({ name: 'user-list', isJson }));
}

function withRecord(command: Commander, words: Words): Commander {
  const { help } = words;
  const field = (name: keyof RecordOptions) => recordOption(name, words);
  const lines = (name: keyof RecordOptions) => recordLines(name, words);
  return command
    .option('--title <title>', help.title, field('title'))
    .option('--library <code>', help.library, field('library'))
    .option('--collection <name>', help.collection, field('collection'))
    .option('--kind <kind>', help.kind, field('kind'))
    .option('--date <edtf>', help.date, field('date'))
    .option('--lang <codes>', help.lang, field('language'))
    .option('--creator <name>', help.creator, lines('creators'))
    .option('--subject <subject>', help.subject, lines('subjects'))
    .option('--place <place>', help.place, lines('places'))
    .option('--access <level>', help.access, field('access'))
    .option('--embargo <day>', help.embargo, field('embargoUntil'))
    .option('--licence <name>', help.licence, field('licence'))
    .addOption(new Option('--together', help.together).conflicts('each'))
    .option('--each', help.each);
}

function ingesting(flags: IngestFlags): Grouping & { record: RecordOptions } {
  const { together, each, wait, json, lang, creator, subject, place, embargo, ...record } = flags;
  return {
    isTogether: together === true,
    isEach: each === true,
    record: {
      ...record,
      ...(lang !== undefined && { language: lang }),
      ...(creator !== undefined && { creators: creator }),
      ...(subject !== undefined && { subjects: subject }),
      ...(place !== undefined && { places: place }),
      ...(embargo !== undefined && { embargoUntil: embargo }),
    },
  };
}

// An empty one, as of a variable nobody set, would stand for the folder one is in.
const pathsIn =
  ({ emptyPath }: UsageWords) =>
  (path: string, before: readonly string[] = []): readonly string[] => {
    if (path.trim() === '') throw new InvalidArgumentError(emptyPath);
    return [...before, path];
  };

function parseLimit(written: string): number {
  const limit = Number(written);
  if (/^\d+$/.test(written) && limit >= 1 && limit <= 100) return limit;
  throw new InvalidArgumentError('1–100');
}

function parsePace(written: string): number {
  const pace = Number(written);
  if (/^\d{1,5}(\.\d+)?$/.test(written)) return pace;
  throw new InvalidArgumentError('0, 10, 200');
}

function parseAddress(written: string): string {
  const url = URL.parse(written);
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '')
    return url.href.replace(/\/+$/, '');
  throw new InvalidArgumentError('https://example.vn/tiles');
}
