export { freePort } from './free-port.ts';
export {
  findObjectServer,
  type ObjectServer,
  type ObjectServerKind,
  startObjectServer,
} from './start-object-server.ts';
export { type ProxyOptions, renderProxy } from './render-proxy.ts';
export { checkProxy, hasNginx, type RunningProxy, type StartProxyOptions, startProxy } from './start-proxy.ts';
export { type MeiliTestServer, startMeilisearch } from './start-meilisearch.ts';
