import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '@diachi/domain';

// Linux, include/uapi/linux/magic.h and fs/smb: file systems on which SQLite's locks and shared memory cannot be relied on.
const shares: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
]);

/**
 * Fails with `catalogue.on-network-share` where that can be seen: two machines, or one bad line, would damage the file.
 * A folder that is not there is left for whoever opens it to report.
 */
export async function refuseNetworkShare(path: string, typeOf = fileSystemType): Promise<void> {
  const kind = /^(\\\\|\/\/)[^\\/?.]/.test(path) ? 'UNC' : shares.get(await typeOf(dirname(path)));
  if (!kind) return;
  throw new Failure(
    'unavailable',
    'catalogue.on-network-share',
    `The catalogue ${path} lies on a network share (${kind}), where it would be damaged sooner or later. Put the data folder on a disk of this machine.`,
    { details: { path, kind } },
  );
}

async function fileSystemType(folder: string): Promise<number> {
  try {
    return (await statfs(folder)).type;
  } catch {
    // Not there, or not to be asked: opening the file says it better.
    return 0;
  }
}
