import { mayActAs } from '@diachi/domain';
import type { Visitor } from '@diachi/web';
import { COUNTED } from './parts/to-look-at.tsx';
import type { PortalTools } from './portal-tools.ts';

/** Documents that failed or were refused, as far as they are counted, for those whose work they are. */
export const countToLookAt = async (catalogue: PortalTools['catalogue'], { role }: Visitor): Promise<number> =>
  mayActAs(role, 'archivist') ? (await catalogue.withFailure(COUNTED + 1)).length : 0;
