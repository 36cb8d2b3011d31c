export type PagerProps = {
  readonly label: string;
  readonly previous: { readonly href: string; readonly label: string } | null;
  readonly next: { readonly href: string; readonly label: string } | null;
};

/** Back and on through something long. */
export function Pager({ label, previous, next }: PagerProps) {
  if (!previous && !next) return null;
  return (
    <nav class="pager" aria-label={label}>
      {previous && (
        <a href={previous.href} rel="prev">
          ← {previous.label}
        </a>
      )}
      {next && (
        <a href={next.href} rel="next">
          {next.label} →
        </a>
      )}
    </nav>
  );
}
