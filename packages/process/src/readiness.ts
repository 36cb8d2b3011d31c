import { noteFailure } from '@diachi/domain';

/** What a process says of itself: `{ status, checks: { catalogue: 'ok', queue: 'queue.unavailable' } }`. */
export type ReadinessReport = {
  readonly status: 'starting' | 'ready' | 'waiting' | 'stopping';
  /** `ok`, the code of the failure, or `no-answer`; by the names of the servers. */
  readonly checks: Readonly<Record<string, string>>;
};

/** Asks a server for something small. Fails as the server does. */
export type Check = () => Promise<unknown>;

export type Readiness = {
  /** Without it the process cannot do its work. Until there is a check, the server has not answered yet. */
  needs(server: string, check?: Check): void;
  /** Told, and no reason to take the process out of use: it does the rest of its work without. */
  wants(server: string, check?: Check): void;
  started(): void;
  stopping(): void;
  /** Asks every server, at once. */
  report(): Promise<ReadinessReport>;
};

const ANSWERS_WITHIN_MS = 2_000;
const NOT_YET: Check = () => new Promise(() => undefined);

/** Keeps what must be asked before a process may be given work. */
export function createReadiness(answersWithinMs = ANSWERS_WITHIN_MS): Readiness {
  const servers = new Map<string, { readonly check: Check; readonly isNeeded: boolean }>();
  let phase: 'starting' | 'started' | 'stopping' = 'starting';
  let asking: Promise<ReadinessReport> | null = null;

  const ask = async (): Promise<ReadinessReport> => {
    const asked = [...servers].map(async ([name, { check, isNeeded }]) => {
      const answer = check === NOT_YET ? 'no-answer' : await answerOf(check, answersWithinMs);
      return { name, answer, isMissing: isNeeded && answer !== 'ok' };
    });
    const answers = await Promise.all(asked);
    const checks = Object.fromEntries(answers.map(({ name, answer }) => [name, answer]));
    if (phase !== 'started') return { status: phase, checks };
    return { status: answers.some(({ isMissing }) => isMissing) ? 'waiting' : 'ready', checks };
  };

  return {
    needs: (server, check = NOT_YET) => void servers.set(server, { check, isNeeded: true }),
    wants: (server, check = NOT_YET) => void servers.set(server, { check, isNeeded: false }),
    started() {
      if (phase === 'starting') phase = 'started';
    },
    stopping() {
      phase = 'stopping';
    },
    // However many ask at once, each server is asked once.
    report() {
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}

async function answerOf(check: Check, limitMs: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no-answer'), limitMs);
  });
  const asked = check().then(
    () => 'ok',
    (thrown: unknown) => noteFailure(thrown).code,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
