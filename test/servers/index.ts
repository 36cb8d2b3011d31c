export { type BreakableLine, breakableLine } from './breakable-line.ts';
export { freePort } from './free-port.ts';
export { type ObjectServerLine, objectServerLine } from './object-server-line.ts';
export { type MeiliTestServer, startMeilisearch } from './start-meilisearch.ts';
export {
  findObjectServer,
  type ObjectServer,
  startObjectServer,
} from './start-object-server.ts';
export { findPostgres, type PostgresServer, startPostgres } from './start-postgres.ts';
export { checkProxy, hasNginx, type RunningProxy, startProxy } from './start-proxy.ts';
export { hasRedis, type RedisServer, startRedis } from './start-redis.ts';
