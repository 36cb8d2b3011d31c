import { networkInterfaces } from 'node:os';
import { isOpenToNetwork } from './addresses.ts';

/** Where other machines find a server that listens on `host`: the addresses of this machine, or none. */
export function networkAddresses(host: string, port: number): readonly string[] {
  if (!isOpenToNetwork(host)) return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`);
}
