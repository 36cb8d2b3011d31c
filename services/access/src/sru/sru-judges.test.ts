import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import { openSmallLibrary, publishDocument, type SmallLibrary } from '../testing/small-library.ts';

let library: SmallLibrary;
let server: string;

beforeAll(async () => {
  library = await openSmallLibrary();
  const id = await publishDocument(library, 'sông', ['sông Đà chảy'], 'Bản đồ sông Đà');
  const { record, receivedAt } = await library.catalogue.document(id);
  await library.index.put({ id, record, receivedAt }, [{ page: 0, label: '1', text: 'sông Đà chảy' }]);
  server = new URL((await library.ask('/sru')).url).host;
});
afterAll(() => library.close());

/** What a client says when it is given these commands. */
async function client(program: string, commands: readonly string[]): Promise<string> {
  const running = spawn(program, [], { stdio: ['pipe', 'pipe', 'pipe'] });
  running.stdin.end(`${commands.join('\n')}\n`);
  const [said, complained] = await Promise.all([text(running.stdout), text(running.stderr)]);
  return said + complained;
}

describe.skipIf(lacksJudge('zoomsh', 'yaz'))('zoomsh', () => {
  test.each([
    ['get', '1.1'],
    ['get', '1.2'],
    ['get', '2.0'],
    ['post', '1.2'],
  ])('searches by %s in %s, and reads the record', async (method, version) => {
    const said = await client('zoomsh', [
      `set sru ${method}`,
      `set sru_version ${version}`,
      'set preferredRecordSyntax xml',
      `connect http://${server}/sru`,
      'search cql:dc.title=sông',
      'show 0 1 xml',
      'quit',
    ]);

    expect(said).toContain('1 hits');
    expect(said).toContain('Bản đồ sông Đà');
    expect(said).not.toMatch(/error/i);
  });

  test('is told what is wrong with a question', async () => {
    const said = await client('zoomsh', [
      'set sru get',
      'set sru_version 1.2',
      `connect http://${server}/sru`,
      'search cql:dc.colour=red',
      'quit',
    ]);

    expect(said).toContain('Unsupported index');
  });
});

describe.skipIf(lacksJudge('yaz-client', 'yaz'))('yaz-client', () => {
  test('searches, shows and scans', async () => {
    const said = await client('yaz-client', [
      `open http://${server}/sru`,
      'sru get 1.2',
      'querytype cql',
      'find dc.title=sông',
      'schema mods',
      'show 1',
      'scan dc.title=b',
      'quit',
    ]);

    expect(said).toMatch(/Number of hits: 1/);
    expect(said).toContain('http://www.loc.gov/mods/v3');
    expect(said).toContain('Bản đồ sông Đà');
  });
});
