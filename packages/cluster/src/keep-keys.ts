import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@diachi/domain';

/**
 * Writes each key into a file of its name, which its owner alone may read; a file is there whole or not at all. Fails with
 * `keys.not-written`.
 */
export async function keepKeys(folder: string, keys: Readonly<Record<string, string>>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const [name, key] of Object.entries(keys)) {
      const beside = join(folder, `.${name}.${randomUUID()}`);
      await writeFile(beside, key, { mode: 0o400, flag: 'wx' });
      await rename(beside, join(folder, name));
    }
  } catch (cause) {
    const message = `Keys could not be written into ${folder}. Check KEYS_FOLDER and its rights.`;
    throw new Failure('unavailable', 'keys.not-written', message, { cause, details: { folder } });
  }
}
