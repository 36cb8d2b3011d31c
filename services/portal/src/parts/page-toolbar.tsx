import type { Document, PageIndex } from '@diachi/domain';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';

export type PageToolbarProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly page: PageIndex;
  readonly query: string;
  readonly canZoom: boolean;
  /** The other pages are shown with their doubtful words marked, as this one is. */
  readonly isDoubtShown: boolean;
};

/** Ways to other pages, as links and a form; and the tools that need a script, hidden until it is there. */
export function PageToolbar({ frame, document, page, query, canZoom, isDoubtShown }: PageToolbarProps) {
  const { id, pageCount } = document;
  const { reading } = frame.messages;
  const last = (pageCount ?? 1) - 1;
  return (
    <nav class="toolbar" aria-label={reading.toolbar}>
      <Turn
        href={page > 0 ? addresses.page(id, page - 1, query, isDoubtShown) : null}
        rel="prev"
        label={reading.previousPage}
        sign="←"
      />
      <form action={`/documents/${id}/pages`} method="get">
        <label for="page" class="visually-hidden">
          {reading.goTo}
        </label>
        <input
          id="page"
          name="page"
          type="text"
          inputmode="numeric"
          size={4}
          value={String(page + 1)}
          autocomplete="off"
        />
        <span>{reading.of(frame.write.number(last + 1))}</span>
        {query && <input type="hidden" name="q" value={query} />}
        {isDoubtShown && <input type="hidden" name="doubt" value="yes" />}
        <button type="submit">{reading.go}</button>
      </form>
      <Turn
        href={page < last ? addresses.page(id, page + 1, query, isDoubtShown) : null}
        rel="next"
        label={reading.nextPage}
        sign="→"
      />
      <span class="tools">
        {canZoom && (
          <>
            <Tool name="zoom-in" label={reading.zoomIn} sign="+" />
            <Tool name="zoom-out" label={reading.zoomOut} sign="−" />
            <Tool name="turn" label={reading.turn} sign="↻" />
            <Tool name="whole" label={reading.wholePage} sign="⤢" />
          </>
        )}
        <Tool name="help" label={reading.help} sign="?" />
      </span>
    </nav>
  );
}

type TurnProps = {
  readonly href: string | null;
  readonly rel: 'prev' | 'next';
  readonly label: string;
  readonly sign: string;
};

const Turn = ({ href, rel, label, sign }: TurnProps) =>
  href ? (
    <a class="tool" href={href} rel={rel} title={label}>
      <span aria-hidden="true">{sign}</span>
      <span class="visually-hidden">{label}</span>
    </a>
  ) : (
    <span class="tool is-off" aria-hidden="true">
      {sign}
    </span>
  );

type ToolProps = { readonly name: string; readonly label: string; readonly sign: string };

const Tool = ({ name, label, sign }: ToolProps) => (
  <button type="button" class="tool" data-tool={name} title={label} hidden>
    <span aria-hidden="true">{sign}</span>
    <span class="visually-hidden">{label}</span>
  </button>
);
