import { afterEach, expect, test, vi } from 'vitest';
import { createWorkFollower } from './follow-work.ts';

afterEach(() => vi.unstubAllGlobals());

test('however many documents are sent, there is one connection and each change is told once', () => {
  const opened: EventTarget[] = [];
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      constructor() {
        super();
        opened.push(this);
      }
    },
  );
  const update = vi.fn();
  const follow = createWorkFollower(update);
  for (let document = 0; document < 500; document++) follow();

  const line = { id: 'a', title: 'Địa chí', state: 'reading', steps: [] };
  opened[0]?.dispatchEvent(new MessageEvent('document', { data: JSON.stringify(line) }));
  opened[0]?.dispatchEvent(new MessageEvent('snapshot', { data: JSON.stringify({ documents: [line] }) }));

  expect(opened).toHaveLength(1);
  expect(update.mock.calls).toEqual([[line], [line]]);
});
