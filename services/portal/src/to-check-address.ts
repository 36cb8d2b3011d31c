/** Which list of what is to be checked, and where in it. */
export type ToCheckAddress = {
  readonly kind: 'documents' | 'pages';
  /** As the stretch before said it. */
  readonly after?: string;
};

const MAX_AFTER = 200;

/** Reads an address a person may have cut short or typed: what cannot be understood is left out, never an error. */
export function parseToCheckAddress(query: Readonly<Record<string, unknown>>): ToCheckAddress {
  const kind = query['show'] === 'pages' ? 'pages' : 'documents';
  const after = query['after'];
  return typeof after === 'string' && after !== '' && after.length <= MAX_AFTER ? { kind, after } : { kind };
}

export function toCheckHref({ kind, after }: ToCheckAddress): string {
  const query = new URLSearchParams();
  if (kind === 'pages') query.append('show', kind);
  if (after !== undefined) query.append('after', after);
  return query.size > 0 ? `/to-check?${query}` : '/to-check';
}
