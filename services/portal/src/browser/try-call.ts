import { callOf } from './call-of.ts';

/** Lets what programs can ask be tried on its page: the answer stands below the form, with the headers that programs go by. */

const HEADERS = ['Content-Type', 'ETag', 'Link', 'RateLimit', 'Retry-After', 'WWW-Authenticate'];
/** As much of an answer as somebody reads. */
const MOST_CHARACTERS = 100_000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-try]')) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void tryIt(form);
  });
}

async function tryIt(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector('button');
  const said = form.querySelector<HTMLElement>('[role=status]');
  const shown = form.querySelector<HTMLTextAreaElement>('[data-answer]');
  if (!button || !said || !shown) return;
  button.disabled = true;
  said.textContent = '';
  shown.hidden = true;
  try {
    const { address, init } = callOf({ ...form.dataset }, form.getAttribute('action') ?? '', [...new FormData(form)]);
    const answer = await fetch(address, init);
    const text = readable(await answer.text());
    said.textContent = `${answer.status} ${answer.statusText}`;
    shown.value = `${headersOf(answer)}\n\n${text.slice(0, MOST_CHARACTERS)}${text.length > MOST_CHARACTERS ? '…' : ''}`;
    shown.hidden = false;
  } catch {
    said.textContent = form.dataset['away'] ?? '';
  }
  button.disabled = false;
  button.focus({ preventScroll: true });
}

const headersOf = ({ headers }: Response) =>
  HEADERS.filter((name) => headers.has(name))
    .map((name) => `${name}: ${headers.get(name)}`)
    .join('\n');

/** JSON in lines; whatever else as it came. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
