import { isFailure, keys, parseLearned } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { type LanguageModel, parseLanguageModel } from '@diachi/vietnamese';

export type LanguageModelTools = {
  readonly store: Pick<ObjectStore, 'get'>;
  readonly nowMs: () => number;
  /** Told once of each model, and each note of one, that is damaged. */
  readonly onDamaged: (thrown: unknown) => void;
};

/** So long nobody looks whether there is a newer model: pages come every second. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * What the library has learned of its language, read when it is first asked for and held in memory; a newer one is found within minutes.
 * Null while nothing was learned. A damaged model is told, and then there is none: pages are read by the rules of the language alone.
 * While the store is away what was known stays; it fails as the store does only before anything was.
 */
export function keepLanguageModel({
  store,
  nowMs,
  onDamaged,
}: LanguageModelTools): () => Promise<LanguageModel | null> {
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let kept: { readonly checksum: string; readonly model: LanguageModel | null } | null = null;
  let looking: Promise<LanguageModel | null> | null = null;
  let toldOf = '';

  const orTold = async <Read>(name: string, read: () => Promise<Read>): Promise<Read | null> => {
    try {
      return await read();
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
      if (thrown.kind !== 'missing' && toldOf !== name) {
        toldOf = name;
        onDamaged(thrown);
      }
      return null;
    }
  };

  const look = async (): Promise<LanguageModel | null> => {
    const learned = await orTold('learned', async () => parseLearned(await store.get(keys.learned())));
    if (!learned) kept = null;
    else if (kept?.checksum !== learned.checksum) {
      const { checksum } = learned;
      const model = await orTold(checksum, async () =>
        parseLanguageModel(await store.get(keys.languageModel(checksum))),
      );
      kept = { checksum, model };
    }
    lookedAtMs = nowMs();
    return kept?.model ?? null;
  };

  const whatWasKnown = (thrown: unknown): LanguageModel | null => {
    const isAway = isFailure(thrown) && thrown.kind === 'unavailable';
    if (!isAway || lookedAtMs === Number.NEGATIVE_INFINITY) throw thrown;
    return kept?.model ?? null;
  };

  return async () => {
    if (nowMs() - lookedAtMs < LOOK_EVERY_MS) return kept?.model ?? null;
    looking ??= look()
      .catch(whatWasKnown)
      .finally(() => {
        looking = null;
      });
    return looking;
  };
}
