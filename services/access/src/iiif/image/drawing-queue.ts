import { Failure } from '@diachi/domain';

/** Lets so many pictures be drawn at once, and so many wait. */
export type DrawingQueue = {
  /** Fails with `image.busy` when too many wait already, and as `draw` does. */
  run<Result>(draw: () => Promise<Result>): Promise<Result>;
};

export function createDrawingQueue({
  atOnce,
  mostWaiting,
}: {
  readonly atOnce: number;
  readonly mostWaiting: number;
}): DrawingQueue {
  const waiting: (() => void)[] = [];
  let drawing = 0;

  return {
    async run(draw) {
      if (drawing >= atOnce) {
        if (waiting.length >= mostWaiting) throw busy();
        // Whoever ends hands its place on, so that nobody slips in between.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else drawing += 1;
      try {
        return await draw();
      } finally {
        const next = waiting.shift();
        if (next) next();
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
