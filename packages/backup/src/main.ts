import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteFailure } from '@diachi/domain';
import { ConfigError, createLog, exitCodeOf, readConfig } from '@diachi/process';
import { backupSettings } from './backup-settings.ts';
import { runCommand } from './run-command.ts';

try {
  const config = readConfig(backupSettings, process.env);
  const log = createLog('backup', config.logLevel, { write: (line) => void process.stderr.write(line) });
  const parent = config.scratchFolder || tmpdir();
  await mkdir(parent, { recursive: true });
  const scratchFolder = await mkdtemp(join(parent, 'backup-'));
  try {
    const programPath = process.env['PATH'] ?? '';
    const answer = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`);
    process.exitCode = await runCommand({ config, scratchFolder, programPath, log, answer }, process.argv.slice(2));
  } finally {
    await rm(scratchFolder, { recursive: true, force: true });
  }
} catch (thrown) {
  const said = thrown instanceof ConfigError ? thrown.message : JSON.stringify(noteFailure(thrown));
  process.stderr.write(`backup: ${said}\n`);
  process.exitCode = exitCodeOf(thrown);
}
