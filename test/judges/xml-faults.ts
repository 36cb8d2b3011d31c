import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const schemas = join(import.meta.dirname, '..', 'fixtures', 'schemas');

/** What xmllint finds against a schema, a published one or one of ours, named below test/fixtures/schemas: nothing in a document that is as it should be. */
export async function xmlFaults(xml: string | Uint8Array, schema: string): Promise<string> {
  const judge = spawn('xmllint', ['--nonet', '--noout', '--schema', join(schemas, schema), '-'], {
    env: { ...process.env, XML_CATALOG_FILES: join(schemas, 'catalog.xml') },
  });
  // It may stop reading at the first fault.
  judge.stdin.on('error', () => undefined);
  judge.stdin.end(xml);
  const [said, code] = await Promise.all([
    text(judge.stderr),
    new Promise((resolve, reject) => {
      judge.once('error', reject);
      judge.once('close', resolve);
    }),
  ]);
  return code === 0 ? '' : said;
}
