import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PNPM_VERSION, root } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';
import { say } from './say.mjs';
import { installStamp, keepStamp, keptStamp } from './stamp.mjs';

/** True when everything the lockfile names is there. */
export const isInstalled = () =>
  existsSync(join(root, 'node_modules', '.modules.yaml')) && keptStamp('installed') === installStamp();

/** Brings what the lockfile names, with the package manager of the pinned major version. */
export async function install() {
  const isFirst = !existsSync(join(root, 'node_modules'));
  if (isFirst)
    say(
      'Lần chạy đầu: đang tải các gói cần thiết, mất khoảng một phút…',
      'First start: fetching what is needed, about a minute…',
    );
  else say('Đang cập nhật các gói cần thiết…', 'Bringing what is needed up to date…');

  const stamp = installStamp();
  // pnpm believes its own list of what is there; without it, it looks, and brings back what an update has dropped.
  rmSync(join(root, 'node_modules', '.pnpm', 'lock.yaml'), { force: true });
  const [command, ...start] = await packageManager();
  const args = [...start, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'];
  await runQuietly(command, args, { exitCode: 3, env: cleanEnvironment() });
  linkCommand();
  keepStamp('installed', stamp);
}

// npx finds it here from every folder of the repository; without it, it would ask the registry for a package of that name.
function linkCommand() {
  if (process.platform === 'win32') return;
  const link = join(root, 'node_modules', '.bin', 'diachi');
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'infra', 'bootstrap', 'diachi.mjs'), link);
}

async function packageManager() {
  const shell = process.platform === 'win32' ? '.cmd' : '';
  const major = PNPM_VERSION.split('.')[0];
  try {
    const version = await runQuietly(`pnpm${shell}`, ['--version']);
    if (version.trim().split('.')[0] === major) return [`pnpm${shell}`];
  } catch {
    // Not there, or not able to run on this Node: npm brings the right one.
  }
  return [`npx${shell}`, '--yes', `pnpm@${PNPM_VERSION}`];
}

// npm tells its children about itself in variables that pnpm would take for its own settings.
function cleanEnvironment() {
  const foreign =
    /^(npm_(lifecycle|package|command|execpath|node_execpath)|npm_config_(local_prefix|global_prefix|prefix|user_agent|npm_version|node_gyp)|INIT_CWD)/;
  return Object.fromEntries(Object.entries({ ...process.env, CI: 'true' }).filter(([name]) => !foreign.test(name)));
}
