import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { alone } from './lock.mjs';
import { ToolFailed } from './run-quietly.mjs';
import { say } from './say.mjs';

/** Makes sure that everything is installed and, unless told otherwise, built. A second start finds that out in milliseconds. */
export async function prepare({ needsBuild = true } = {}) {
  const isReady = () => isInstalled() && (!needsBuild || isBuilt());
  if (isReady()) return;
  try {
    await alone(async () => {
      if (!isInstalled()) await install();
      if (needsBuild && !isBuilt()) await build();
    });
  } catch (thrown) {
    if (!(thrown instanceof ToolFailed)) throw thrown;
    process.stderr.write(`${thrown.message}\n`);
    say(
      'Chưa chuẩn bị được chương trình; lý do ở ngay trên.',
      'The program could not be prepared; the reason stands above.',
    );
    if (thrown.exitCode === 3) say('Lần chạy đầu cần có mạng.', 'The first start needs the network.');
    process.exit(thrown.exitCode);
  }
}
