import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { lacksJudge } from './lacks-judge.ts';

const schemas = join(import.meta.dirname, '..', 'fixtures', 'schemas');
const JING = '/usr/share/java/jing.jar';

/** True when Jing is not on this machine: see `lacksJudge`. */
export const lacksJing = (): boolean => lacksJudge('java', 'default-jre-headless') || lacksJudge(JING, 'libjing-java');

/** What Jing finds in an XML file against a published schema in RELAX NG's compact syntax, named below test/fixtures/schemas: nothing in one that is as it should be. */
export async function relaxNgFaults(file: string, schema: string): Promise<string> {
  const judge = spawn('java', [
    '-cp',
    JING,
    'com.thaiopensource.relaxng.util.Driver',
    '-c',
    join(schemas, schema),
    file,
  ]);
  const [out, said, code] = await Promise.all([
    text(judge.stdout),
    text(judge.stderr),
    new Promise((resolve, reject) => {
      judge.once('error', reject);
      judge.once('close', resolve);
    }),
  ]);
  return code === 0 ? '' : out + said;
}
