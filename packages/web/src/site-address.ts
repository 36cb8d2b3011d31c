import { Failure } from '@diachi/domain';
import type { Request } from 'express';

// What names of machines look like; those with letters of other alphabets are sent as `xn--…`.
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * What every address of the library begins with when others are told it: `https://kho.example.vn`, without a slash at its end. The configured
 * address where there is one, else scheme and host as the request says, or the proxies before this process that are trusted. Fails with
 * `address.bad-host` (invalid) where that can be no host: what is told to others is never made of something else.
 */
export function siteAddress(request: Pick<Request, 'protocol' | 'host'>, publicUrl: URL | null | undefined): string {
  if (publicUrl) return publicUrl.origin;
  const { protocol, host } = request as { readonly protocol: string; readonly host: string | undefined };
  const told =
    host !== undefined && HOST.test(host) ? URL.parse(`${protocol === 'https' ? 'https' : 'http'}://${host}`) : null;
  if (told) return told.origin;
  throw new Failure(
    'invalid',
    'address.bad-host',
    'The request names a host that cannot be one. Set PUBLIC_URL where the library is reached by such a name.',
  );
}
