import type { Word } from '@diachi/page-text';
import type { GreyImage } from '../scan/grey-image.ts';
import { mirror } from '../treatments/mirror.ts';
import { BY_CHANCE, makesSense, PLAINLY_BETTER, type ReadTurned, sense } from './find-upright.ts';

/** What pale writing is: to be read, the back of the sheet showing through, or neither: pencil, other characters, grain. */
export type Pale = 'legible' | 'showing-through' | 'rubbish';

/** Tries a small part of a page, turned clockwise by each of `ways` in degrees. What shows through makes sense only when mirrored. */
export async function tellPale(part: GreyImage, ways: readonly number[], read: ReadTurned): Promise<Pale> {
  const straight: (readonly Word[])[] = [];
  for (const degrees of ways) {
    const words = await read(part, degrees);
    if (makesSense(words)) return 'legible';
    straight.push(words);
  }
  const enough = Math.max(...straight.map(sense)) * PLAINLY_BETTER + BY_CHANCE;
  const back = mirror(part);
  for (const degrees of ways) {
    if (sense(await read(back, -degrees)) > enough) return 'showing-through';
  }
  return 'rubbish';
}
