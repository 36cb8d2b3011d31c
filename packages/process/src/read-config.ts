import { readSecretFile } from './read-secret-file.ts';
import type { Config, Setting, Settings } from './setting.ts';

/** The configuration cannot be used; the message lists every fault at once. A process ends with exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads a list of settings from an environment. An empty variable counts as not set. Any may lie in a file instead, as
 * container platforms hand out secrets: `NAME_FILE` then says where.
 */
export function readConfig<Listed extends Settings>(
  settings: Listed,
  env: Readonly<Record<string, string | undefined>>,
): Config<Listed> {
  const faults: string[] = [];
  const values = Object.entries(settings).map(([name, setting]) => {
    try {
      return [name, read(setting, env)];
    } catch (fault) {
      faults.push(`${fault instanceof Error ? fault.message : String(fault)} (${setting.doc})`);
      return [name, undefined];
    }
  });
  if (faults.length > 0) throw new ConfigError(`The configuration cannot be used:\n  ${faults.join('\n  ')}`);
  return Object.fromEntries(values) as Config<Listed>;
}

function read<Value>({ env: variable, isSecret, ...setting }: Setting<Value>, env: Parameters<typeof readConfig>[1]) {
  const file = env[`${variable}_FILE`];
  if (file && env[variable]) throw new Error(`${variable} and ${variable}_FILE are both set; one is enough`);
  const written = file ? readSecretFile(`${variable}_FILE`, file) : env[variable] || setting.default;
  if (written === undefined) throw new Error(`${variable} is not set`);
  try {
    return setting.parse(written);
  } catch (cause) {
    const demand = cause instanceof Error ? cause.message : String(cause);
    const found = isSecret ? 'and what is written is not' : `not "${written}"`;
    throw new Error(`${variable} must be ${demand}, ${found}`, { cause });
  }
}
