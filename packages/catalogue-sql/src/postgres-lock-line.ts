import { createHash } from 'node:crypto';
import pg from 'pg';
import { askPostgres, isOver, watchLine } from './ask-postgres.ts';
import { cannotBeUsed, notReached } from './postgres-failure.ts';
import { lineSettings, placeOf } from './postgres-pool.ts';

/** A conversation in which locks are held; with its end, for whatever reason, all of them are given back. */
export type LockLine = {
  /** Aborted when the conversation is over, with a failure `catalogue.unavailable` as its reason. */
  readonly lost: AbortSignal;
  /** Takes a lock if nobody has it. */
  readonly take: (name: string) => Promise<boolean>;
  /** Takes a lock if nobody has it, or the turn to be the next, so that nobody who keeps coming back is always quicker. */
  readonly takeInTurn: (name: string, hasTurn: boolean) => Promise<'held' | 'next' | 'waiting'>;
  /** Never fails: a line that cannot give a lock back is closed, and that gives it back. */
  readonly giveBack: (name: string) => Promise<void>;
  readonly close: () => void;
};

const PATIENCE_MS = 10_000;
const ALIVE_EVERY_MS = 5_000;
// Who holds locks says every few seconds that he is alive; one who stands still loses them.
const SETTINGS = `select set_config('idle_session_timeout', '20s', false), set_config('statement_timeout', '8s', false),
  set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
  set_config('tcp_keepalives_count', '3', false)`;
const TAKE = 'select pg_try_advisory_lock($1::bigint) as is_taken';
const TAKE_IN_TURN = `
  select case when $3::boolean or pg_try_advisory_lock($1::bigint)
    then case when pg_try_advisory_lock($2::bigint)
      then case when pg_advisory_unlock($1::bigint) then 'held' end
      else 'next' end
    else 'waiting' end as outcome`;
const GIVE_BACK = 'select pg_advisory_unlock($1::bigint)';

/** Opens a conversation for locks. Fails with `catalogue.unavailable`. */
export async function openLockLine(url: string): Promise<LockLine> {
  const place = placeOf(url);
  const client = new pg.Client(lineSettings(url));
  watchLine(client);
  const losing = new AbortController();
  const broken = () => cannotBeUsed(place, 'unavailable', 'the connection that keeps its locks broke');
  const close = () => {
    clearInterval(alive);
    losing.abort(broken());
    client.connection.stream.destroy();
  };
  client.on('end', close);
  const ask = inTurn((sql: string, parameters: readonly unknown[]) => {
    if (isOver(client)) throw broken();
    return askPostgres(client, { sql, parameters }, { place, patienceMs: PATIENCE_MS });
  });
  const alive = setInterval(() => ask('select 1', []).catch(close), ALIVE_EVERY_MS).unref();
  try {
    await client.connect();
    await ask(SETTINGS, []);
  } catch (thrown) {
    close();
    throw notReached(place, thrown);
  }

  return {
    lost: losing.signal,
    close,
    async take(name) {
      const { rows } = await ask(TAKE, [keyOf('lock', name)]);
      return rows[0]?.is_taken === true;
    },
    async takeInTurn(name, hasTurn) {
      const { rows } = await ask(TAKE_IN_TURN, [keyOf('turn', name), keyOf('lock', name), hasTurn]);
      return rows[0]?.outcome;
    },
    async giveBack(name) {
      await ask(GIVE_BACK, [keyOf('lock', name)]).catch(close);
    },
  };
}

/** A lock's number: the same for a name in every process and every version. */
function keyOf(kind: 'lock' | 'turn', name: string): string {
  return createHash('sha256').update(`${kind} ${name}`).digest().readBigInt64BE().toString();
}

/** One question at a time: a client takes no more. */
function inTurn<Asked extends readonly unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) {
  let last: Promise<unknown> = Promise.resolve();
  return (...asked: Asked): Promise<Answer> => {
    const begin = async () => ask(...asked);
    const answer = last.then(begin, begin);
    last = answer;
    return answer;
  };
}
