import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { beginUpload, sendBytes, uploadAddress } from '../testing/send-file.ts';
import { openLibrary, removeFolder } from '../testing/temporary-library.ts';

test('an upload begun long ago of which something came lately can be gone on with', async () => {
  const library = await openLibrary({ works: false });
  onTestFinished(() => library.stop().then(() => removeFolder(library.folder)));
  const session = await library.signIn('lan', 'archivist');
  const address = uploadAddress(await beginUpload(library, session, 3_000));
  const notes = join(library.folder, 'incoming', 'uploads', `${address.replace('/uploads/', '')}.json`);
  await sendBytes(library, session, address, 0, randomBytes(1_000));

  const longAgo = new Date(Date.now() - 8 * 86_400_000).toISOString();
  const begun = JSON.parse(await readFile(notes, 'utf8')) as object;
  await writeFile(notes, JSON.stringify({ ...begun, creation_date: longAgo }));
  const sent = await sendBytes(library, session, address, 1_000, randomBytes(2_000));

  expect([sent.status, sent.headers.get('upload-offset')]).toEqual([204, '3000']);
});
