type Boxed = { readonly word: HTMLElement; readonly box: readonly [number, number, number, number] };

const AIR_PX = 3;

/** Shows where a word stands when it is pointed at or reached by key, and which word stands where the image is pointed at. */
export function linkWords(frame: HTMLElement | null, words: HTMLElement | null): void {
  const drawing = frame?.querySelector('svg');
  if (!frame || !words || !drawing) return;
  const boxed = [...words.querySelectorAll<HTMLElement>('[data-box]')].map(
    (word): Boxed => ({ word, box: parseBox(word.dataset['box'] ?? '') }),
  );
  const outline = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  outline.setAttribute('class', 'pointed');
  drawing.append(outline);

  let pointed: HTMLElement | null = null;
  const point = (found: Boxed | undefined) => {
    pointed?.classList.remove('is-pointed');
    pointed = found?.word ?? null;
    pointed?.classList.add('is-pointed');
    const [x, y, width, height] = found?.box ?? [0, 0, 0, 0];
    const air = found ? AIR_PX : 0;
    for (const [name, value] of Object.entries({
      x: x - air,
      y: y - air,
      width: width + 2 * air,
      height: height + 2 * air,
    })) {
      outline.setAttribute(name, String(value));
    }
  };
  const findWord = ({ target }: Event) => boxed.find(({ word }) => word === target);

  words.addEventListener('pointerover', (event) => point(findWord(event)));
  words.addEventListener('pointerleave', () => point(undefined));
  words.addEventListener('focusin', (event) => point(findWord(event)));
  words.addEventListener('focusout', () => point(undefined));
  frame.addEventListener('pointermove', ({ clientX, clientY }) => {
    const { left, top, width, height } = drawing.getBoundingClientRect();
    const { width: widthPx, height: heightPx } = drawing.viewBox.baseVal;
    const x = ((clientX - left) / width) * widthPx;
    const y = ((clientY - top) / height) * heightPx;
    point(
      boxed.find(({ box: [left, top, wide, high] }) => x >= left && x <= left + wide && y >= top && y <= top + high),
    );
  });
  frame.addEventListener('pointerleave', () => point(undefined));
}

function parseBox(written: string): Boxed['box'] {
  const [x = 0, y = 0, width = 0, height = 0] = written.split(' ').map(Number);
  return [x, y, width, height];
}
