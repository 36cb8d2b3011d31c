import type { Config, Settings } from './setting.ts';

/** The configuration cannot be used; the message lists every fault at once. A process ends with exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads a list of settings from an environment. An empty variable counts as not set. */
export function readConfig<Listed extends Settings>(
  settings: Listed,
  env: Readonly<Record<string, string | undefined>>,
): Config<Listed> {
  const faults: string[] = [];
  const values = Object.entries(settings).map(([name, setting]) => {
    const written = env[setting.env] || setting.default;
    if (written === undefined) {
      faults.push(`${setting.env} is not set (${setting.doc})`);
      return [name, undefined];
    }
    try {
      return [name, setting.parse(written)];
    } catch (cause) {
      const demand = cause instanceof Error ? cause.message : String(cause);
      faults.push(`${setting.env} must be ${demand}, not "${written}" (${setting.doc})`);
      return [name, undefined];
    }
  });
  if (faults.length > 0) throw new ConfigError(`The configuration cannot be used:\n  ${faults.join('\n  ')}`);
  return Object.fromEntries(values) as Config<Listed>;
}
