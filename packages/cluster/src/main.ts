import { isFailure } from '@diachi/domain';
import { EXIT, exitCodeOf, readConfig } from '@diachi/process';
import { setUp } from './set-up.ts';
import { setUpSettings } from './set-up-settings.ts';

/** `pnpm --filter @diachi/cluster set-up`: makes the servers of a cluster ready, says what it did, and ends. */
try {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await setUp({ config: readConfig(setUpSettings, process.env), say });
  process.exitCode = EXIT.done;
} catch (thrown) {
  process.exitCode = exitCodeOf(thrown);
  const isBug = process.exitCode === EXIT.bug;
  const reason = isFailure(thrown)
    ? `${thrown.code}: ${thrown.message}`
    : String(isBug ? (thrown as Error).stack : (thrown as Error).message);
  process.stderr.write(`set-up: ${reason}\n`);
}
