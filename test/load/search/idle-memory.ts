import { memoryUsage } from 'node:process';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';

// Run as a process of its own: what an index costs a server that has just started and answered a few questions.
const [path = '', ...texts] = process.argv.slice(2);
const before = memoryUsage.rss();
const index = await createSqliteSearchIndex({ path });
const opened = memoryUsage.rss();
for (const text of texts) await index.search({ text });
const asked = memoryUsage.rss();
await index.close();
console.log(JSON.stringify({ before, opened, asked }));
