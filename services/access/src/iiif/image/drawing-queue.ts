import { Failure } from '@diachi/domain';

/** Who wants something drawn, and for how long. */
export type DrawingTurn = {
  /** Those who wait have their turns one client after the other, however much each of them asks for. */
  readonly client: string;
  /** Whoever went away is not drawn for. */
  readonly signal?: AbortSignal;
  /** Waits beside what may wait: for what is half sent already, and asks for one drawing after the other. */
  readonly isUnderWay?: boolean;
};

/** Lets so many pictures be drawn at once, and so many wait, of all clients and of each. */
export type DrawingQueue = {
  /** Fails with `image.busy` when too many wait already, with the signal's reason for whoever went away before their turn, and as `draw` does. */
  run<Result>(turn: DrawingTurn, draw: () => Promise<Result>): Promise<Result>;
};

export type DrawingPlaces = { readonly atOnce: number; readonly mostWaiting: number; readonly mostOfEach: number };

/** Told that its turn has come. */
type Waiter = () => void;

export function createDrawingQueue({ atOnce, mostWaiting, mostOfEach }: DrawingPlaces): DrawingQueue {
  /** By client, whoever has their turn next first. */
  const waiting = new Map<string, Set<Waiter>>();
  let drawing = 0;

  const takePlace = ({ client, signal, isUnderWay = false }: DrawingTurn) => {
    const all = [...waiting.values()].reduce((sum, { size }) => sum + size, 0);
    const own = waiting.get(client) ?? new Set();
    if (!isUnderWay && (all >= mostWaiting || own.size >= mostOfEach)) throw busy();
    return new Promise<void>((resolve, reject) => {
      const leave = () => {
        own.delete(waiter);
        if (own.size === 0) waiting.delete(client);
        reject(signal?.reason);
      };
      const waiter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.set(client, own.add(waiter));
    });
  };

  /** Whoever had a turn goes behind the others. */
  const next = (): Waiter | null => {
    for (const [client, own] of waiting) {
      waiting.delete(client);
      for (const waiter of own) {
        own.delete(waiter);
        if (own.size > 0) waiting.set(client, own);
        return waiter;
      }
    }
    return null;
  };

  return {
    async run(turn, draw) {
      turn.signal?.throwIfAborted();
      // Whoever ends hands its place on, so that nobody slips in between.
      if (drawing >= atOnce) await takePlace(turn);
      else drawing += 1;
      try {
        return await draw();
      } finally {
        const waiter = next();
        if (waiter) waiter();
        else drawing -= 1;
      }
    },
  };
}

const busy = () =>
  new Failure(
    'unavailable',
    'image.busy',
    'More pictures are being asked for than can be drawn now. Try again in a moment.',
  );
