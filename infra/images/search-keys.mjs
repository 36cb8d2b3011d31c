// Makes the two keys of the search server that processes use in place of its master key: one that may only search, one that may write.
// Their values follow from the master key and these names, so that whoever has it can tell them before the server runs. Run twice, it changes nothing.
import { readFileSync } from 'node:fs';

const KEYS = [
  {
    uid: '6f0d2c1e-7a5b-4c3d-9e8f-1a2b3c4d5e6f',
    name: 'diachi: searching',
    actions: ['search', 'documents.get', 'indexes.get', 'stats.get'],
  },
  {
    uid: '8b1e4f7a-2c6d-4e9b-a3f5-0d7c9b8a6e41',
    name: 'diachi: writing',
    actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'stats.get', 'tasks.get'],
  },
];

const { MEILI_URL: address, MEILI_KEY, MEILI_KEY_FILE, MEILI_PREFIX: prefix = 'diachi' } = process.env;
const master = MEILI_KEY || (MEILI_KEY_FILE && readFileSync(MEILI_KEY_FILE, 'utf8').trim());

async function ask(method, path, body) {
  const answer = await fetch(new URL(path, address), {
    method,
    headers: { Authorization: `Bearer ${master}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  if (answer.status === 404 && method === 'GET') return null;
  throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
}

const isSame = (left, right) => left.toSorted().join() === right.toSorted().join();

async function provide(key) {
  const indexes = [`${prefix}*`];
  const known = await ask('GET', `/keys/${key.uid}`);
  if (known && isSame(known.actions, key.actions) && isSame(known.indexes, indexes)) return 'there';
  if (known) await ask('DELETE', `/keys/${key.uid}`);
  await ask('POST', '/keys', { ...key, indexes, expiresAt: null });
  return 'made';
}

if (!address || !master) {
  process.stderr.write('search-keys: MEILI_URL and MEILI_KEY (or MEILI_KEY_FILE) must be set.\n');
  process.exitCode = 2;
} else {
  try {
    for (const key of KEYS) process.stdout.write(`${key.name}: ${await provide(key)}\n`);
  } catch (thrown) {
    process.stderr.write(`search-keys: ${thrown.cause?.code ?? thrown.message}\n`);
    process.exitCode = 3;
  }
}
