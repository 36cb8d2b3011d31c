const CONDITIONS = ['if-match', 'if-none-match'];

export type Call = { readonly address: string; readonly init: RequestInit };

/**
 * What a form on the page for programs asks for. A question goes to the form's own address, which leads on to the one asked for; a change to
 * `path`, its parts, its conditions and body filled in, with the token that says it came from our own page.
 */
export function callOf(
  { method, path, csrf }: { readonly method?: string; readonly path?: string; readonly csrf?: string },
  action: string,
  fields: readonly (readonly [string, FormDataEntryValue])[],
): Call {
  const filledIn = new Map(fields.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']));
  if (method === undefined || path === undefined) {
    return { address: `${action}?${new URLSearchParams([...filledIn])}`, init: {} };
  }
  return {
    address: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(filledIn.get(name) ?? '')),
    init: {
      method,
      headers: {
        'Content-Type': 'application/json',
        'x-csrf-token': csrf ?? '',
        ...Object.fromEntries(CONDITIONS.flatMap((name) => (filledIn.get(name) ? [[name, filledIn.get(name)]] : []))),
      },
      body: filledIn.get('body') ?? '',
    },
  };
}
