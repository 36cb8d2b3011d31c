import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@diachi/domain';
import type { VerificationReport } from '../fixity/fixity-routes.ts';
import { allOf } from './all-of.ts';
import { type PackedDocument, packed } from './packed-document.ts';
import { call } from './send-file.ts';
import type { Headers, TemporaryLibrary } from './temporary-library.ts';

/** Takes packages in, and waits until all work on them is done. */
export async function takeIn(library: TemporaryLibrary, ...documents: readonly PackedDocument[]): Promise<void> {
  for (const { id, files } of documents) {
    const path = join(library.folder, `${id}.zip`);
    await writeFile(path, await packed(files));
    const entries = await allOf(library.service.ingestPaths({ paths: [path], who: 'Lan' }));
    if (!entries.every((entry) => 'document' in entry && entry.document === id)) {
      throw new Failure('invalid', 'test.not-taken', JSON.stringify(entries));
    }
  }
  await library.quiet();
}

/** Compares every file with its checksum, and answers what came of it. */
export async function verifyFiles(library: TemporaryLibrary, admin: Headers): Promise<VerificationReport> {
  const begun = await call(library, admin, 'POST', '/api/verification', { mbPerSecond: 0 });
  if (begun.status !== 202) throw new Failure('invalid', 'test.not-begun', await begun.text());
  return untilVerified(library, admin);
}

/** What is told of it when none is under way any more. */
export async function untilVerified(library: TemporaryLibrary, admin: Headers): Promise<VerificationReport> {
  for (;;) {
    const report = (await (await call(library, admin, 'GET', '/api/verification')).json()) as VerificationReport;
    if (!report.state?.isRunning) return report;
  }
}

/** The same bytes with one bit of the middle one turned. */
export function flipped(bytes: Uint8Array): Buffer {
  const changed = Buffer.from(bytes);
  const at = Math.floor(bytes.length / 2);
  changed.writeUInt8((bytes[at] ?? 0) ^ 1, at);
  return changed;
}
