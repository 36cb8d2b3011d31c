import type { PageImage } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import type { PagePicture } from '../page-pictures.ts';

export type PageFrameProps = {
  readonly alt: string;
  readonly pictures: readonly PagePicture[];
  /** Of the page image, in whose pixels words are boxed. */
  readonly size: Pick<PageImage, 'widthPx' | 'heightPx'>;
  readonly words: readonly Word[];
  /** Indexes of words to be boxed. */
  readonly hits: readonly number[];
  readonly doubtful: readonly number[];
};

// A little air around a word, in pixels of the page image.
const AIR = 4;

/**
 * The page in a size fit for the screen, with boxes over it. The drawing is measured in pixels of the page image and scales with
 * it: no script, no inline style. The page image itself is left to the zoom, for those on a bad line.
 */
export function PageFrame({ alt, pictures, size: full, words, hits, doubtful }: PageFrameProps) {
  if (pictures.length === 0) return null;
  const screen = pictures.length > 1 ? pictures.slice(0, -1) : pictures;
  return (
    <div class="leaf-frame">
      <img
        src={screen[0]?.address}
        srcset={screen.map(({ address, widthPx }) => `${address} ${widthPx}w`).join(', ')}
        sizes="(min-width: 64rem) 58vw, 100vw"
        alt={alt}
        width={full.widthPx}
        height={full.heightPx}
        fetchpriority="high"
      />
      <svg viewBox={`0 0 ${full.widthPx} ${full.heightPx}`} preserveAspectRatio="none" aria-hidden="true">
        {[...new Set([...hits, ...doubtful])].map((index) => {
          const box = words[index]?.box;
          return (
            box && (
              <a key={index} href={`#word-${index}`} tabIndex={-1}>
                <rect
                  id={`box-${index}`}
                  class={hits.includes(index) ? 'hit' : 'doubt'}
                  x={box.x - AIR}
                  y={box.y - AIR}
                  width={box.width + 2 * AIR}
                  height={box.height + 2 * AIR}
                />
              </a>
            )
          );
        })}
      </svg>
    </div>
  );
}
