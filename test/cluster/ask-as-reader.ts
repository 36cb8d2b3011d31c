/** Asks at the door as anybody does: there nobody can act as the operator. */
export const askAsReader = (address: string): Promise<Response> =>
  fetch(address, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(30_000) });
