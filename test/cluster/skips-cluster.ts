import { findObjectServer, findPostgres, hasNginx, hasRedis } from '../servers/index.ts';

/** Whether the servers a cluster needs are missing here. Said loudly; where they are required, it is a failure. */
export async function skipsCluster(): Promise<boolean> {
  const missing = [
    (await hasRedis()) ? [] : ['redis-server'],
    (await findPostgres()) ? [] : ['PostgreSQL'],
    (await findObjectServer()) ? [] : ['an S3 server (minio or radosgw)'],
    (await hasNginx()) ? [] : ['nginx'],
  ].flat();
  if (missing.length === 0) return false;
  if (process.env['REQUIRE_SERVERS'] === '1')
    throw new Error(`Install ${missing.join(', ')}: these tests are required here.`);
  console.warn(`The cluster is not tested here: ${missing.join(', ')} is not installed.`);
  return true;
}
