/** Where to go on to after a form: an address of our own or `/`, never somebody else's site. */
export function localAddress(raw: unknown): string {
  const here = 'http://here.invalid';
  if (typeof raw !== 'string' || !raw.startsWith('/') || !URL.canParse(raw, here)) return '/';
  const url = new URL(raw, here);
  // `//elsewhere` and `/\elsewhere` begin with a slash too.
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : '/';
}
