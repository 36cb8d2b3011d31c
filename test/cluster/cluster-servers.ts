import { objectServerLine, startMeilisearch, startObjectServer, startPostgres, startRedis } from '../servers/index.ts';

export type ClusterServers = Awaited<ReturnType<typeof startServers>>;

/** The servers a cluster works with, each real and its own. Without a Meilisearch on this machine there is none: search is away then, and nothing else. With `hasStoreLine`, processes reach the store over a line that tests can disturb. */
export async function startServers(open: AsyncDisposableStack, { hasStoreLine = false } = {}) {
  const [redis, postgres, objects, meilisearch] = await Promise.all([
    startRedis(),
    startPostgres(),
    startObjectServer(),
    startMeilisearch(),
  ]);
  for (const server of [redis, postgres, objects, meilisearch]) if (server) open.defer(() => server.stop());
  const storeLine = hasStoreLine ? await objectServerLine(objects.endpoint) : null;
  if (storeLine) open.defer(() => storeLine.close());
  return { redis, postgres, objects, meilisearch, storeLine };
}

/** The settings by which processes find them. */
export const addressesOf = ({ redis, postgres, objects, meilisearch, storeLine }: ClusterServers) => ({
  REDIS_URL: redis.url,
  DATABASE_URL: postgres.url,
  S3_ENDPOINT: storeLine?.endpoint ?? objects.endpoint,
  S3_REGION: objects.region,
  S3_ACCESS_KEY: objects.accessKey,
  S3_SECRET_KEY: objects.secretKey,
  S3_BUCKET: 'diachi',
  S3_PATH_STYLE: 'yes',
  // Nobody listens at the discard port.
  MEILI_URL: meilisearch?.url ?? 'http://127.0.0.1:9',
});
