import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, listen, readConfig } from '@diachi/process';
import { allSettings } from '../all-settings.ts';
import { type Library, openLibrary } from '../open-library.ts';

export type ServedLibrary = {
  readonly library: Library;
  readonly origin: string;
  /** Whoever sends these acts as operator. */
  readonly operator: Readonly<Record<string, string>>;
  /** Nothing of the library stays. */
  close(): Promise<void>;
};

export type ServedLibraryOptions = {
  /** Whether documents are worked on, or only asked for. */
  readonly isWorking?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
};

/** An empty library in a folder of its own, which answers at a free port. */
export async function openServedLibrary(options: ServedLibraryOptions = {}): Promise<ServedLibrary> {
  const { isWorking = false, settings } = options;
  const operatorToken = 'operator-token-of-this-test';
  const folder = await mkdtemp(join(tmpdir(), 'diachi-served-'));
  const library = await openLibrary({
    folder,
    config: readConfig(allSettings, { DIACHI_DATA: folder, ...settings }),
    log: createLog('diachi', 'silent', { write: () => undefined }),
    operatorToken,
    isWorking,
  });
  const { port, close } = await listen(library.app, { host: '127.0.0.1', port: 0 });
  return {
    library,
    origin: `http://127.0.0.1:${port}`,
    operator: { Authorization: `Bearer ${operatorToken}` },
    close: async () => {
      await close();
      await library.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
