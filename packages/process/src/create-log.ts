import { noteFailure } from '@diachi/domain';
import { type Logger, pino } from 'pino';
import type { LineSink } from './bounded-file.ts';

export type Log = Logger;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What must never stand in a log, wherever it turns up one or two levels deep. */
const SECRETS = ['token', 'password', 'cookie', 'authorization', 'link', 'passwordHash', 'tokenHash'];

/** One JSON object a line, with the name of the process. Failures keep their code; secrets are blacked out. */
export function createLog(name: string, level: LogLevel, sink: Pick<LineSink, 'write'>): Log {
  return pino(
    {
      name,
      level,
      redact: { paths: SECRETS.flatMap((secret) => [secret, `*.${secret}`, `*.*.${secret}`]), censor: '(secret)' },
      serializers: { err: writeDown },
    },
    sink,
  );
}

function writeDown(thrown: unknown): Record<string, unknown> {
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  const cause = thrown instanceof Error && thrown.cause ? { cause: writeDown(thrown.cause) } : {};
  return { ...noteFailure(thrown), stack, ...cause };
}
