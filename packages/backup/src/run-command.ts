import { openCatalogue, openStore } from '@diachi/cluster';
import { Failure } from '@diachi/domain';
import { ConfigError, EXIT, type ExitCode, type Log } from '@diachi/process';
import { backUp } from './back-up.ts';
import { backupKeys } from './backup-keys.ts';
import type { BackupConfig } from './backup-settings.ts';
import type { BackupProblem } from './backup-summary.ts';
import { checkRestored } from './check-restored.ts';
import { findBackups, readBackup } from './find-backups.ts';
import { openPlace } from './open-place.ts';
import { refuseUsedDatabase, restoreDatabase, withDatabaseCopy } from './postgres-programs.ts';
import { provideBuckets } from './provide-buckets.ts';
import { prune } from './prune.ts';
import { restoreObjects } from './restore-objects.ts';

export type CommandTools = {
  readonly config: BackupConfig;
  /** Empty, and this command's alone. */
  readonly scratchFolder: string;
  /** Where PostgreSQL's programs are looked for. */
  readonly programPath: string;
  readonly log: Log;
  /** One JSON value: what was done. */
  readonly answer: (value: unknown) => void;
};

type Command = (tools: CommandTools, name: string | undefined) => Promise<readonly BackupProblem[]>;

/** `back-up`, `restore [NAME]`, `check [NAME]` and `list`. Answers how the process ends: with 4 when something was not as it must be. */
export async function runCommand(
  tools: CommandTools,
  [word = '', name, ...rest]: readonly string[],
): Promise<ExitCode> {
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!command || rest.length > 0) throw new ConfigError('Say one of: back-up, restore [NAME], check [NAME], list.');
  const problems = await command(tools, name);
  for (const { key, failure } of problems) tools.log.error({ key, failure }, 'this is not as it must be');
  return problems.length > 0 ? EXIT.refused : EXIT.done;
}

const commands: Readonly<Record<string, Command>> = {
  'back-up': async (tools) => {
    await using open = new AsyncDisposableStack();
    const { config, scratchFolder, programPath, log, answer } = tools;
    const access = { database: config.databaseUrl, programPath };
    const catalogue = open.adopt(await openCatalogue(config), (it) => it.close());
    const store = open.adopt(await openStore(config, scratchFolder), (it) => it.close());
    const place = open.adopt(await openPlace(config, scratchFolder), (it) => it.close());
    const problems: BackupProblem[] = [];
    const isAlone = await catalogue.locks.alone('backup', async () => {
      const backup = await backUp({
        catalogue,
        store,
        place,
        withCatalogueCopy: (use) => withDatabaseCopy(access, scratchFolder, use),
        clock: () => new Date(),
      });
      problems.push(...backup.problems);
      log.info({ backup: backup.name, objects: backup.objects, newObjects: backup.newObjects }, 'backed up');
      const pruned = await prune(place, config, new Date());
      log.info(pruned, 'what is out of date was removed');
      answer({ ...backup, pruned });
    });
    if (!isAlone) throw new Failure('conflict', 'backup.under-way', 'A backup is being made already. Wait for it.');
    return problems;
  },

  restore: async ({ config, scratchFolder, programPath, log, answer }, name) => {
    const access = { database: config.databaseUrl, programPath };
    await using open = new AsyncDisposableStack();
    const place = open.adopt(await openPlace(config, scratchFolder), (it) => it.close());
    const backup = await readBackup(place, name);
    await refuseUsedDatabase(access);
    await provideBuckets(config);
    const store = open.adopt(await openStore(config, scratchFolder), (it) => it.close());
    const restored = await restoreObjects(place, store, backup);
    log.info({ backup: backup.name, objects: restored.objects, bytes: restored.bytes }, 'the objects are back');
    await place.withFile(backupKeys.catalogue(backup.name), (path) => restoreDatabase(access, path));
    const catalogue = open.adopt(await openCatalogue(config), (it) => it.close());
    // The search server starts empty, or with what another moment had.
    await catalogue.forgetIndexed();
    log.info({ backup: backup.name }, 'the catalogue is back');
    for (const { key, failure } of restored.problems) log.error({ key, failure }, 'this could not be brought back');
    const { problems, ...counts } = await checkRestored({ catalogue, store, place }, backup);
    answer({ backup: backup.name, ...counts, bytes: restored.bytes, problems: problems.length });
    return problems;
  },

  check: async ({ config, scratchFolder, answer }, name) => {
    await using open = new AsyncDisposableStack();
    const place = open.adopt(await openPlace(config, scratchFolder), (it) => it.close());
    const backup = await readBackup(place, name);
    const store = open.adopt(await openStore(config, scratchFolder), (it) => it.close());
    const catalogue = open.adopt(await openCatalogue(config), (it) => it.close());
    const { problems, ...counts } = await checkRestored({ catalogue, store, place }, backup);
    answer({ backup: backup.name, ...counts, problems: problems.length });
    return problems;
  },

  list: async ({ config, scratchFolder, answer }) => {
    await using open = new AsyncDisposableStack();
    const place = open.adopt(await openPlace(config, scratchFolder), (it) => it.close());
    answer(await findBackups(place));
    return [];
  },
};
