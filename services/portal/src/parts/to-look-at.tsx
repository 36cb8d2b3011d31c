import type { Frame } from '../frame.ts';

export type ToLookAtProps = {
  readonly frame: Frame;
  /** Documents that failed or were refused; none for readers. */
  readonly count: number;
};

/** More than so many are many. */
export const COUNTED = 99;

/** Tells archivists, wherever they begin, that something waits for them. */
export const ToLookAt = ({ frame: { messages, write }, count }: ToLookAtProps) =>
  count > 0 ? (
    <p class="to-look-at">
      <a href="/work">{messages.work.toLookAt(count > COUNTED ? `${COUNTED}+` : write.number(count), count)}</a>
    </p>
  ) : null;
