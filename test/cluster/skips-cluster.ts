import { findObjectServer, findPostgres, hasNginx, hasRedis } from '../servers/index.ts';

/** Whether a server that a cluster needs is missing here. Each missing one says so itself, or fails where it is required. */
export async function skipsCluster(): Promise<boolean> {
  const found = [hasRedis(), findPostgres() !== null, findObjectServer() !== null, await hasNginx()];
  return found.includes(false);
}
