import { isFailure } from '@diachi/domain';
import type { OcrEngine } from '../engines/ocr-engine.ts';

/** Nothing is wrong with an engine that is told to end. */
const ENDS = new Set(['ocr.stopped', 'ocr.closed']);

/**
 * The engine, whose lacks are told, each code once: a second model that cannot be started is missed on every doubtful page, and no page
 * says so. What a page is to blame for is not told.
 */
export function tellOnce(engine: OcrEngine, onLacking: (thrown: unknown) => void): OcrEngine {
  const told = new Set<string>();
  return {
    read: async (image, request, signal) => {
      try {
        return await engine.read(image, request, signal);
      } catch (thrown) {
        if (isFailure(thrown) && thrown.kind === 'unavailable' && !ENDS.has(thrown.code) && !told.has(thrown.code)) {
          told.add(thrown.code);
          onLacking(thrown);
        }
        throw thrown;
      }
    },
    close: () => engine.close(),
  };
}
