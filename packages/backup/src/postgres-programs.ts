import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@diachi/domain';

const SAID_MOST = 4_000;

export type DatabaseAccess = {
  readonly database: URL;
  /** Where PostgreSQL's programs are looked for; they see nothing else of our surroundings. */
  readonly programPath: string;
};

/** Lends a copy of a whole database, of one moment, in pg_dump's own form. Fails with `backup.program-failed` (unavailable). */
export async function withDatabaseCopy<Result>(
  access: DatabaseAccess,
  scratchFolder: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(scratchFolder, 'catalogue-'));
  try {
    const path = join(folder, 'catalogue.dump');
    await runProgram(access, 'pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${path}`]);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts a copy back into an empty database, all of it or nothing. Fails with `backup.program-failed` (unavailable). */
export async function restoreDatabase(access: DatabaseAccess, path: string): Promise<void> {
  const name = decodeURIComponent(access.database.pathname.slice(1));
  const whole = ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges'];
  await runProgram(access, 'pg_restore', [...whole, `--dbname=${name}`, path]);
}

/** Fails with `restore.not-empty` (conflict) when the database has any table. */
export async function refuseUsedDatabase(access: DatabaseAccess): Promise<void> {
  const question = "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')";
  const count = await runProgram(access, 'psql', ['--no-psqlrc', '--tuples-only', '--no-align', '--command', question]);
  if (count.trim() === '0') return;
  const message = 'The database is not empty. Restore into a new, empty one.';
  throw new Failure('conflict', 'restore.not-empty', message, { details: { key: 'the database' } });
}

/** The password goes by the environment: arguments can be read by everybody on the machine. */
function databaseEnvironment(database: URL): Readonly<Record<string, string>> {
  const { hostname, port, username, password, pathname, searchParams } = database;
  const sslMode = searchParams.get('sslmode');
  return {
    PGHOST: hostname.replace(/^\[(.*)\]$/, '$1'),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGCONNECT_TIMEOUT: '10',
    ...(sslMode !== null && { PGSSLMODE: sslMode }),
  };
}

/** Answers what the program wrote to its standard output. */
function runProgram(
  { database, programPath }: DatabaseAccess,
  program: string,
  options: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { env: { PATH: programPath, ...databaseEnvironment(database) } });
    let [answer, said] = ['', ''];
    child.stdin.end();
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-SAID_MOST);
    });
    child.once('error', (cause) => reject(failed(program, cause.message, cause)));
    child.once('close', (code, signal) =>
      code === 0 ? resolve(answer) : reject(failed(program, said.trim() || `it ended with ${code ?? signal}`)),
    );
  });
}

const failed = (program: string, reason: string, cause?: Error) =>
  new Failure('unavailable', 'backup.program-failed', `${program} could not do its work: ${reason}`, {
    cause,
    details: { program, reason },
  });
