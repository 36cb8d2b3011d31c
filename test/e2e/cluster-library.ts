import { type ClusterOptions, openCluster, type RunningCluster } from '../cluster/running-cluster.ts';
import type { OpenedLibrary } from './opened-library.ts';
import { runDiachi } from './run-diachi.ts';

export type ClusterLibrary = OpenedLibrary & { readonly cluster: RunningCluster };

/** Opens a library whose every process runs on its own, behind the proxy. The command line speaks to it by the proxy's inner door. */
export async function openClusterLibrary(options: ClusterOptions = {}): Promise<ClusterLibrary> {
  const cluster = await openCluster(options);
  const env = {
    ...process.env,
    DIACHI_URL: cluster.operatorAddress,
    OPERATOR_TOKEN: cluster.token,
    PUBLIC_URL: cluster.address,
    LANGUAGE: 'vi',
  };
  return {
    cluster,
    address: cluster.address,
    signInLink: await cluster.signInLink(),
    hasSearch: cluster.servers.meilisearch !== null,
    diachi: (...command) => runDiachi(command, env),
    close: cluster.close,
  };
}
