import type { Word } from '@diachi/page-text';
import { GAP, stackCutOuts } from '../reread/stack-cut-outs.ts';
import type { GreyImage } from '../scan/grey-image.ts';

/** Reads one picture of lines below one another. */
export type ReadColumn = (image: GreyImage) => Promise<readonly Word[]>;

/** Reads cut-outs in one go, and gives what was read in each. */
export async function tryCutOuts(
  cutOuts: readonly GreyImage[],
  read: ReadColumn,
): Promise<readonly (readonly Word[])[]> {
  const { image, tops } = stackCutOuts(cutOuts);
  const words = await read(image);
  return cutOuts.map(({ height }, number) => {
    const top = (tops[number] as number) - GAP / 2;
    return words.filter(({ box }) => {
      const middle = box.y + box.height / 2;
      return middle >= top && middle < top + height + GAP;
    });
  });
}
