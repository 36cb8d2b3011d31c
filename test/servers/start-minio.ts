import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild, untilReady } from './child-server.ts';
import { freePort } from './free-port.ts';
import type { ObjectServerProgram } from './object-server-program.ts';

/** MinIO's server on one folder. Data outlives `kill` and `restart`. */
export async function startMinio(folder: string, keys: { accessKey: string; secretKey: string }) {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const env = {
    MINIO_ROOT_USER: keys.accessKey,
    MINIO_ROOT_PASSWORD: keys.secretKey,
    MINIO_UPDATE: 'off',
    MINIO_BROWSER: 'off',
    HOME: folder,
  };
  const start = async () => {
    const child = startChild('minio', ['server', '--quiet', '--address', `127.0.0.1:${port}`, data], env);
    await untilReady(child, () => answers(`${endpoint}/minio/health/cluster`));
    return child;
  };
  const program: ObjectServerProgram = { endpoint, gateway: await start(), start, stopRest: async () => {} };
  return program;
}

async function answers(address: string): Promise<boolean> {
  try {
    const { status } = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    return status === 200;
  } catch {
    return false;
  }
}
