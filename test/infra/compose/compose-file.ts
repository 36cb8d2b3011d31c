import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

export const COMPOSE_FOLDER = join(import.meta.dirname, '..', '..', '..', 'infra', 'compose');

type ComposeService = {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly restart?: string;
  readonly profiles?: readonly string[];
  readonly stop_grace_period?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy?: { readonly replicas: number | string };
  readonly logging: { readonly options: Readonly<Record<string, string>> };
  readonly mem_limit: string;
  readonly command?: readonly string[];
};

export type ComposeFile = {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
};

/** The compose file as a program of its kind understands it, variables left as they are written. */
export async function readComposeFile(): Promise<ComposeFile> {
  const text = await readFile(join(COMPOSE_FOLDER, 'compose.yaml'), 'utf8');
  return parse(text, { merge: true, uniqueKeys: true }) as ComposeFile;
}

/** What a variable is when nobody sets it: `${NAME:-default}`. Without a default it is a fault. */
export const byDefault = (written: string): string =>
  String(written).replaceAll(/\$\{(\w+)(?::-([^}]*))?\}/g, (_, name: string, value: string | undefined) => {
    if (value === undefined) throw new Error(`${name} has no default`);
    return value;
  });
