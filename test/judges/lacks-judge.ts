import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * True when a program that judges what we write is not on this machine, so that its tests are left out; it says so aloud, or fails with
 * REQUIRE_SERVERS=1. The program is named as on the PATH, or by its whole path.
 */
export function lacksJudge(program: string, debianPackage: string): boolean {
  const folders = isAbsolute(program) ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  if (folders.some((folder) => existsSync(join(folder, program)))) return false;
  const advice = `${program} is not installed: install the package ${debianPackage}.`;
  if (process.env['REQUIRE_SERVERS'] === '1') throw new Error(advice);
  console.warn(`NOT TESTED by an outside judge. ${advice}`);
  return true;
}
