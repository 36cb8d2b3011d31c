import { isFailure } from '@diachi/domain';
import { untilAnswering } from './until-answering.ts';

/**
 * Does what a server is asked, or waits for it as long as there is time; then what it said last is the failure. Only waiting has that
 * limit: a server that answers, slowly, is asked however late it has become.
 */
export async function untilInTime<Done>(
  server: string,
  work: () => Promise<Done>,
  limit: AbortSignal,
  say: (line: string) => void,
): Promise<Done> {
  if (limit.aborted) return work();
  let last: unknown = null;
  const tell = ({ err }: { readonly err?: unknown }) => {
    last = err;
    say(`${server}: waiting${isFailure(err) ? ` (${err.code}: ${err.message})` : ''}`);
  };
  try {
    return await untilAnswering(server, work, { log: { info: () => undefined, warn: tell }, signal: limit });
  } catch (thrown) {
    throw limit.aborted && last !== null ? last : thrown;
  }
}
