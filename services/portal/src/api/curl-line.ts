import type { ApiOperation } from '@diachi/web';

/** A call as it is written on a command line: what differs from call to call in capitals, to be filled in. */
export function curlLine(site: string, path: string, method: string, operation: ApiOperation): string {
  const { security, requestBody, parameters = [] } = operation;
  const address = `${site}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}`;
  const isForAll = security.some((one) => Object.keys(one).length === 0);
  const takesToken = security.some((one) => 'token' in one);
  return [
    'curl',
    ...(method === 'get' ? [] : [`-X ${method.toUpperCase()}`]),
    ...(takesToken && !(isForAll && method === 'get') ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    // Nothing is changed, or removed, but what was read; what is put may be new.
    ...(method !== 'put' && parameters.some(({ name }) => name === 'if-match') ? ['-H \'If-Match: "ETAG"\''] : []),
    ...(requestBody ? ['-H "Content-Type: application/json"', '-d @body.json'] : []),
    `"${address}"`,
  ].join(' ');
}
