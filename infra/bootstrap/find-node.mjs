import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LEAST_NODE, root } from './places.mjs';
import { say } from './say.mjs';

/** The Node that came with the installation, or the one running this if it is new enough. Ends the process when there is neither. */
export function findNode() {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= LEAST_NODE) return process.execPath;
  say(
    `Máy này đang dùng Node ${process.versions.node}; chương trình cần Node ${LEAST_NODE} trở lên. Hãy cài từ https://nodejs.org rồi chạy lại.`,
    `This machine has Node ${process.versions.node}; the program needs Node ${LEAST_NODE} or later. Install it from https://nodejs.org and start again.`,
  );
  process.exit(3);
}
