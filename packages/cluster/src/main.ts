import { isFailure } from '@diachi/domain';
import { ConfigError, EXIT, exitCodeOf, readConfig } from '@diachi/process';
import { setUp } from './set-up.ts';
import { setUpSettings } from './set-up-settings.ts';

/** `pnpm --filter @diachi/cluster set-up`: makes the servers of a cluster ready, says what it did, and ends as `EXIT` says. */
async function run(): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const faults = await setUp({ config: readConfig(setUpSettings, process.env), say });
  for (const fault of faults) tell(fault);
  process.exitCode = Math.max(EXIT.done, ...faults.map(exitCodeOf));
}

function tell(thrown: unknown): void {
  const known = isFailure(thrown) ? `${thrown.code}: ${thrown.message}` : null;
  const said = thrown instanceof ConfigError ? thrown.message : thrown instanceof Error ? thrown.stack : String(thrown);
  process.stderr.write(`set-up: ${known ?? said}\n`);
}

try {
  await run();
} catch (thrown) {
  tell(thrown);
  process.exitCode = exitCodeOf(thrown);
}
