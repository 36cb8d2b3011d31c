/** A process that closes waits so long for Redis to answer; what is not written down by then comes again. */
const LAST_WORDS_MS = 4_000;

/** What Redis answers; fails when the process closes and Redis is silent. */
export async function lastWords<Answer>(closing: AbortSignal, asked: Promise<Answer>): Promise<Answer> {
  const silence = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => silence.reject(closing.reason), LAST_WORDS_MS);
  };
  if (closing.aborted) begin();
  else closing.addEventListener('abort', begin);
  try {
    return await Promise.race([asked, silence.promise]);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', begin);
  }
}
