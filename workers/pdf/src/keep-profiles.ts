import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PdfReference, PdfWriter } from './pdf-writer.ts';

/** Puts a colour profile into the file, once for each, and says where it is. */
export type KeepProfile = (profile: Buffer, components: number) => Promise<PdfReference>;

export function keepProfilesIn(writer: PdfWriter): KeepProfile {
  const kept = new Map<string, PdfReference>();
  return async (profile, components) => {
    const name = createHash('sha256').update(profile).digest('hex');
    const known = kept.get(name);
    if (known) return known;
    const reference = writer.reserve();
    kept.set(name, reference);
    await writer.writeStream(reference, { N: components, Filter: 'FlateDecode' }, deflateSync(profile));
    return reference;
  };
}
