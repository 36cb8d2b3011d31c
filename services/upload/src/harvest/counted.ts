import type { HarvestReport } from '@diachi/domain';

/** How many records were told in a harvest, those told again each time. */
export const counted = ({ fresh, changed, same, gone, refused }: HarvestReport): number =>
  fresh + changed + same + gone + refused;
