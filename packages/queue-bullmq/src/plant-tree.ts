import { setTimeout as wait } from 'node:timers/promises';
import type { KnownStep } from '@diachi/jobs';
import type { AddOptions } from '@diachi/ports';
import type { IRedisClient } from 'bullmq';
import { type PlacedStep, placeSteps } from './cut-tree.ts';
import { refOf } from './key-names.ts';
import type { LeaveRoom } from './leave-room.ts';
import { runScript } from './run-script.ts';

/** So many steps go to Redis at a time: it answers others in between. */
const PIECE = 200;
const DROPPING_POLL_MS = 50;

export type PlantTools = {
  readonly client: IRedisClient;
  readonly prefix: string;
  /** Throws when nothing must be planted any more. */
  readonly stillOpen: () => void;
  /** Fails with `queue.full` when what is planted would take the room that working it off needs. */
  readonly leaveRoom: LeaveRoom;
};

/**
 * Takes a tree that was read, piece by piece. A piece is taken whole or not at all, and a step that waits for what has not come yet
 * does not start; so a tree of which a part is missing is worked off as far as it goes, and made whole by adding it again.
 * Waits while a group of it is being dropped, as the same step must not run twice at once. Answers as `JobQueue.add` does.
 */
export async function plantTree(
  tools: PlantTools,
  steps: readonly KnownStep[],
  { isUrgent = false, unlessEndedSince }: AddOptions,
): Promise<boolean> {
  const placed = placeSteps(steps);
  let open: readonly number[] = [];
  for (let from = 0; from < placed.length || open.length > 0; ) {
    const to = Math.min(from + PIECE, placed.length);
    const close = open.filter((place) => endOf(placed, place) <= to);
    const piece = pieceOf(placed, { from, to, close, isUrgent });
    // Its root taken, the rest belongs to it.
    const planted = await plantPiece(tools, from === 0 ? { ...piece, unlessEndedSince } : piece);
    if (!planted) return false;
    const wanted = new Set(planted.map((place) => from + place));
    open = [...open.filter((place) => !close.includes(place)), ...opened(placed, wanted, to)];
    from = Math.max(to, skippedTo(placed, wanted, { from, to }));
  }
  return true;
}

type Stretch = { readonly from: number; readonly to: number };

const endOf = (placed: readonly PlacedStep[], place: number) => placed[place]?.end ?? 0;

/** Steps of this piece of which more is to come. */
const opened = (placed: readonly PlacedStep[], wanted: ReadonlySet<number>, to: number) =>
  [...wanted].filter((place) => endOf(placed, place) > to);

/** Where the list goes on after a step that is there already, or not wanted, with everything it waits for. */
function skippedTo(placed: readonly PlacedStep[], wanted: ReadonlySet<number>, { from, to }: Stretch): number {
  let skipped = to;
  for (let place = from; place < to; place++) {
    if (!wanted.has(place)) skipped = Math.max(skipped, endOf(placed, place));
  }
  return skipped;
}

function pieceOf(
  placed: readonly PlacedStep[],
  { from, to, close, isUrgent }: Stretch & { readonly close: readonly number[]; readonly isUrgent: boolean },
) {
  const refAt = (place: number) => {
    const there = placed[place];
    return there && refOf(there.step.job, there.step.id);
  };
  const stretch = placed.slice(from, to);
  return {
    groups: [...new Set(stretch.map(({ group }) => group))],
    // The deepest first: it is the last that was opened.
    close: close.toReversed().map(refAt),
    steps: stretch.map(({ step, job, group, parent, end }) => ({
      ref: refOf(step.job, step.id),
      parent: parent === null ? undefined : refAt(parent),
      data: JSON.stringify(step.payload ?? null),
      group,
      attempts: job.attempts,
      isUrgent,
      isOpen: end > to,
      hasSteps: step.after.length > 0,
    })),
  };
}

/** The places, within the piece, of steps that were planted or are still open; null when it is outdated. */
async function plantPiece(
  { client, prefix, stillOpen, leaveRoom }: PlantTools,
  piece: object,
): Promise<readonly number[] | null> {
  const written = JSON.stringify(piece);
  await leaveRoom(written.length);
  for (;;) {
    stillOpen();
    const answer = await runScript(client, 'plant', [prefix, Date.now(), written]);
    if (!Array.isArray(answer)) throw new Error('The script that plants steps answered something else.');
    if (answer[0] === 'outdated') return null;
    if (answer[0] === 'planted') return answer.slice(1).flatMap((planted, place) => (planted === 1 ? [place] : []));
    await wait(DROPPING_POLL_MS);
  }
}
