import type { ComponentChild } from 'preact';

export type Row = readonly [name: string, value: ComponentChild];

/** Names, each with what is said of it; a row of which nothing is said is left out. */
export function DescriptionList({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl class="record">
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
