import { type Checksum, parseChecksum } from './checksum.ts';
import { Failure } from './failure.ts';
import { fieldsOf, textOf, wholeOf } from './fields.ts';

/** What is kept of the last time the library learned its own language. */
export type Learned = {
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly learnedAt: string;
  /** What it learned from. */
  readonly documents: number;
  readonly pages: number;
  /** How much text was trusted when it began, and how many documents had been taken away: more of either is reason to learn anew. */
  readonly trusted: { readonly pages: number; readonly withdrawn: number };
  /** Of the model that came of it. */
  readonly checksum: Checksum;
  readonly sizeBytes: number;
};

/** Fails with `learned.broken`; the cause says where. */
export function parseLearned(bytes: Uint8Array): Learned {
  try {
    const learned = fieldsOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (learned['version'] !== 1) throw new Error('its version is not 1');
    const trusted = fieldsOf(learned['trusted']);
    return {
      version: 1,
      learnedAt: textOf(learned['learnedAt']),
      documents: wholeOf(learned['documents'], 0),
      pages: wholeOf(learned['pages'], 0),
      trusted: { pages: wholeOf(trusted['pages'], 0), withdrawn: wholeOf(trusted['withdrawn'], 0) },
      checksum: parseChecksum(learned['checksum']),
      sizeBytes: wholeOf(learned['sizeBytes'], 0),
    };
  } catch (cause) {
    throw new Failure(
      'invalid',
      'learned.broken',
      'What the library noted of its language is damaged; run “diachi learn”.',
      { cause },
    );
  }
}
