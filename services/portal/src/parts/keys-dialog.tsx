import { mayActAs } from '@diachi/domain';
import type { Frame } from '../frame.ts';

/** Which keys do what on the reading page. A script opens it. */
export function KeysDialog({ frame: { messages, visitor } }: { readonly frame: Frame }) {
  const { keys, help } = messages.reading;
  const rows = [
    [['←'], keys.previous],
    [['→'], keys.next],
    [['+', '−', '0'], keys.zoom],
    [['r'], keys.turn],
    [['n', 'p'], keys.hits],
    ...(mayActAs(visitor.role, 'archivist') ? [[['d', 'Shift d'], keys.doubt] as const] : []),
    [['/'], keys.search],
    [['?'], keys.help],
  ] as const;
  return (
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{help}</h2>
      <dl class="keys">
        {rows.map(([signs, what]) => (
          <div key={what}>
            <dt>
              {signs.map((sign) => (
                <kbd key={sign}>{sign}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{messages.close}</button>
      </form>
    </dialog>
  );
}
