import { sha256 } from '@noble/hashes/sha2.js';

/** Works checksums out beside the page, a piece of a file at a time: browsers offer none over plain http, and none for streams. */

type Asked = { readonly number: number; readonly file: Blob };

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Asked>) => void;
  postMessage: (answer: unknown) => void;
};

// One after the other: two files read at once are read no faster from one disk.
let last: Promise<void> = Promise.resolve();

scope.onmessage = ({ data }) => {
  last = last.then(() => answer(data));
};

async function answer({ number, file }: Asked): Promise<void> {
  try {
    const hash = sha256.create();
    for (const reader = file.stream().getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      hash.update(value);
    }
    const hex = [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    scope.postMessage({ number, checksum: hex });
  } catch (thrown) {
    scope.postMessage({ number, problem: String(thrown) });
  }
}
