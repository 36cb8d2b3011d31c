import type { Language } from '@diachi/messages';
import { checksumOf } from './checksum-of.ts';
import { type ChosenFile, chosenIn, chosenInDrop } from './chosen-file.ts';
import { createFileRow, type FileRow } from './file-rows.ts';
import { makeDocuments, NotMade, type SentEntry } from './make-documents.ts';
import { createResultList } from './result-list.ts';
import { type SentFile, sendFile } from './send-file.ts';
import { takeTurns } from './take-turns.ts';
import { fill, problemText, sizeText, type UploadWords } from './upload-words.ts';

/** Handing scans in: choose or drop, say what they are, send, see what became of them. */

type Line = {
  readonly chosen: ChosenFile;
  readonly row: FileRow;
  sentBytes: number;
  sent: (SentEntry & SentFile) | null;
};

const AT_ONCE = 2;
const find = <Found extends Element>(selector: string) => document.querySelector(selector) as Found;
const form = find<HTMLFormElement>('#upload');
const language = form.dataset['language'] as Language;
const words = JSON.parse(form.dataset['messages'] ?? '{}') as UploadWords;
const csrf = form.dataset['csrf'] ?? '';
const button = find<HTMLButtonElement>('#upload [type=submit]');
const overall = find<HTMLProgressElement>('#overall');
const status = find<HTMLElement>('#status');
const results = createResultList(find<HTMLElement>('#results'), words, language);

let lines: Line[] = [];
let isSending = false;

function add(files: readonly ChosenFile[]): void {
  if (isSending) return;
  const known = new Set(lines.map(({ chosen }) => nameOf(chosen)));
  for (const chosen of files.filter((file) => !known.has(nameOf(file)))) {
    const line: Line = {
      chosen,
      sentBytes: 0,
      sent: null,
      row: createFileRow(chosen, words, language, () => drop(line)),
    };
    lines.push(line);
    find('#chosen-files').append(line.row.element);
  }
  summarize();
}

function drop(line: Line): void {
  lines = lines.filter((other) => other !== line);
  line.row.element.remove();
  summarize();
}

function summarize(): void {
  const size = sizeText(total(), language);
  find('#chosen-count').textContent =
    lines.length === 0 ? (words['none'] ?? '') : fill(words['ready'], { count: lines.length, size });
  button.disabled = lines.length === 0 || isSending;
}

async function send(): Promise<void> {
  isSending = true;
  button.disabled = true;
  overall.hidden = false;
  status.className = '';
  const fields = new FormData(form);
  const together = fields.get('together') === 'true';
  const record = Object.fromEntries(
    [...fields].filter(([name, value]) => name !== 'together' && typeof value === 'string' && value !== ''),
  );
  // One title cannot be that of several documents.
  if (!together && lines.length > 1) delete record['title'];

  try {
    await takeTurns([...lines], AT_ONCE, async (line) => {
      await sendLine(line);
      if (!together && line.sent) await finish([line], { together, record });
    });
    const sent = lines.filter((line) => line.sent);
    if (together && sent.length === lines.length) await finish(sent, { together, record });
    if (lines.length === 0) say(words['allDone']);
    else offerAgain(words['failed']);
  } catch (thrown) {
    if (!(thrown instanceof NotMade)) offerAgain(words['retrying']);
    else offerAgain(thrown.status === 401 ? words['signedOut'] : problemText(thrown.problem, language));
  }
  isSending = false;
  summarize();
}

async function sendLine(line: Line): Promise<void> {
  const { chosen, row } = line;
  if (line.sent) return;
  row.lock();
  row.say(words['sending'] ?? '');
  try {
    // Both to their end: a file still on its way without a checksum would be sent again beside itself.
    const [sent, checksum] = await Promise.allSettled([
      sendFile(chosen, {
        csrf,
        tell: (sentBytes) => {
          line.sentBytes = sentBytes;
          row.tell(sentBytes);
          row.say(words['sending'] ?? '');
          showOverall();
        },
        tellRetry: () => row.say(words['retrying'] ?? ''),
      }),
      checksumOf(chosen.file),
    ]);
    if (sent.status === 'rejected') throw sent.reason;
    if (checksum.status === 'rejected') throw checksum.reason;
    line.sent = { ...sent.value, sha256: checksum.value, name: chosen.path };
    row.say(words['sent'] ?? '', 'done');
  } catch (thrown) {
    row.say(reasonOf(thrown), 'bad');
  }
}

async function finish(sent: readonly Line[], options: { readonly together: boolean; readonly record: unknown }) {
  say(words['finishing']);
  const files = sent.flatMap(({ sent }) =>
    sent ? [{ upload: sent.upload, sha256: sent.sha256, name: sent.name }] : [],
  );
  results.add(await makeDocuments(csrf, { files, ...options }));
  for (const line of sent) {
    await line.sent?.forget();
    drop(line);
  }
  // What comes next is called otherwise; the rest of the record is likely to be the same.
  find<HTMLInputElement>('#title').value = '';
}

function reasonOf(thrown: unknown): string {
  const response = (thrown as { originalResponse?: { getStatus(): number; getBody(): string } | null })
    .originalResponse;
  if (!response) return words['failed'] ?? '';
  if (response.getStatus() === 401) return words['signedOut'] ?? '';
  try {
    return problemText(JSON.parse(response.getBody()) as Parameters<typeof problemText>[0], language);
  } catch {
    return words['failed'] ?? '';
  }
}

function offerAgain(sentence: string | undefined): void {
  say(sentence, 'is-bad');
  button.textContent = words['tryAgain'] ?? '';
}

function say(sentence: string | undefined, kind = ''): void {
  status.textContent = sentence ?? '';
  status.className = kind;
}

function showOverall(): void {
  const done = lines.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  overall.max = Math.max(1, total());
  overall.value = done;
  status.textContent = fill(words['overall'], { done: sizeText(done, language), total: sizeText(total(), language) });
}

const total = () => lines.reduce((sum, { chosen }) => sum + chosen.file.size, 0);
const nameOf = ({ file, path }: ChosenFile) => `${path} ${file.size} ${file.lastModified}`;

for (const selector of ['#files', '#folder']) {
  const input = find<HTMLInputElement>(selector);
  input.addEventListener('change', () => {
    add(chosenIn(input.files));
    input.value = '';
  });
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!isSending) void send();
});
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  form.classList.add('is-over');
});
document.addEventListener('dragleave', () => form.classList.remove('is-over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  form.classList.remove('is-over');
  if (event.dataTransfer) void chosenInDrop(event.dataTransfer).then(add);
});
addEventListener('beforeunload', (event) => {
  if (isSending) event.preventDefault();
});
