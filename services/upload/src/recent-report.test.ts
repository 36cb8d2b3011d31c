import { afterEach, expect, test } from 'vitest';
import { createRecentReport } from './recent-report.ts';
import { openLibrary, removeFolder, type TemporaryLibrary } from './testing/temporary-library.ts';
import { createWorkBoard } from './work-board.ts';
import type { ReportTools } from './work-report.ts';

let library: TemporaryLibrary;
afterEach(async () => {
  await library.stop();
  await removeFolder(library.folder);
});

test('all who ask at the same moment are given one report, and a new one when something was told', async () => {
  library = await openLibrary({ works: false });
  const { catalogue, queue } = library;
  const board = createWorkBoard(() => new Date());
  let isAway = true;
  const inWork: typeof catalogue.inWork = async (limit) => {
    if (isAway) throw new Error('away');
    return catalogue.inWork(limit);
  };
  const nothing = { state: async () => null };
  const tools: ReportTools = {
    catalogue: { ...catalogue, inWork },
    queue,
    board,
    rebuild: nothing,
    inspection: nothing,
  };
  const report = createRecentReport(tools);

  await expect(report()).rejects.toThrow('away');
  isAway = false;
  const [one, other] = await Promise.all([report(), report()]);
  board.tell(null);

  expect(one).toBe(other);
  expect(await report()).not.toBe(one);
});
