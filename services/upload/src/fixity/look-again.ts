import { isFailure } from '@diachi/domain';
import { documentIfThere } from '../document-if-there.ts';
import { type DamagedDocument, noteDamage, readDamage } from './damage.ts';
import { documentTools, type VerifyOptions, type VerifyTools } from './verify.ts';
import { verifyDocument } from './verify-document.ts';

export type LookAgain = {
  /** Looks again at what is known to be damaged, in the background, where there is reason to. */
  begin(): void;
  /** Resolves when nothing of it runs in this process. */
  settled(): Promise<void>;
};

const DAY_MS = 86_400_000;
/** Documents read anew because of one look: those whose originals were put right since. */
const MOST_READ_ANEW = 100;
const ENTRIES = 20;

/**
 * An alarm ends when the file is right again, and not when the next round of everything has come to it: a damaged document is looked at again
 * as soon as something was done with it, and once a day, for a file may have been brought back without the library.
 */
export function createLookAgain(
  tools: VerifyTools,
  options: Pick<VerifyOptions, 'pace'>,
  signal: AbortSignal,
): LookAgain {
  const { catalogue, log } = tools;
  let underWay: Promise<unknown> = Promise.resolve();
  let isRunning = false;

  const look = async () => {
    try {
      await catalogue.locks.alone('damage-again', (lost) => lookAgain(tools, options, AbortSignal.any([signal, lost])));
    } catch (thrown) {
      if (signal.aborted) return;
      if (isFailure(thrown) && thrown.kind === 'unavailable')
        log.warn({ err: thrown }, 'damaged files are looked at again later');
      else log.error({ err: thrown }, 'damaged files could not be looked at again');
    } finally {
      isRunning = false;
    }
  };

  return {
    begin: () => {
      if (isRunning) return;
      isRunning = true;
      underWay = look();
    },
    settled: async () => void (await underWay),
  };
}

/** Looks at every damaged document that something happened to. */
async function lookAgain(tools: VerifyTools, options: Pick<VerifyOptions, 'pace'>, signal: AbortSignal): Promise<void> {
  let readAgain = 0;
  const verifying = documentTools(tools, options, signal, {
    mayReadAnew: () => ++readAgain <= MOST_READ_ANEW,
    onRead: () => undefined,
  });
  for (const damaged of (await readDamage(tools.store))?.documents ?? []) {
    signal.throwIfAborted();
    if (!(await hasReason(tools, damaged))) continue;
    const found = await verifyDocument(verifying, damaged.id);
    signal.throwIfAborted();
    await noteDamage(tools, damaged.id, found);
  }
}

async function hasReason({ catalogue, clock }: VerifyTools, { id, checkedAt, revision }: DamagedDocument) {
  const agoMs = clock().getTime() - Date.parse(checkedAt);
  if (!(Math.abs(agoMs) < DAY_MS)) return true;
  const document = await documentIfThere(catalogue, id);
  if (document?.publishedRevision !== revision || document.state === 'refused') return true;
  // What was noted last was not that it is damaged, but that something was done.
  const entries = await catalogue.audit.entries({ documentId: id, limit: ENTRIES });
  return entries.findIndex(({ what }) => what === 'fixity.checked') !== 0;
}
