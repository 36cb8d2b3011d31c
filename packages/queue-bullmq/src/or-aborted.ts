/** What was asked, or the reason of the signal as soon as it aborts: a connection that is ended while it is away never answers. */
export async function orAborted<Answer>(signal: AbortSignal, asked: Promise<Answer>): Promise<Answer> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort);
  try {
    return await Promise.race([asked, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
