import { failureText } from '@diachi/messages';
import type { FailurePages } from './answer-failure.ts';
import { tellFailure } from './failed-request.ts';
import { signInAddress } from './sign-in-address.ts';
import type { WebLog } from './web-log.ts';

export type PortalAddress = {
  readonly address: URL;
  /** The operator's, the same for all services of a library. */
  readonly token: string;
  readonly log: WebLog;
  /** 5 seconds when not given. */
  readonly timeLimitMs?: number;
};

/** Where the portal writes the page of a failure that another service met. */
export const FAILURE_PAGE = '/api/failure-page';

const TIME_LIMIT_MS = 5_000;
const MAX_PAGE_BYTES = 2 ** 20;

/**
 * Failure pages for a service that has none itself: the portal is asked to write them, so that a form that was refused comes back
 * with what was written in it, whichever service refused it. While the portal is away, people are told in plain text.
 */
export function createPagesOverHttp({ address, token, log, timeLimitMs = TIME_LIMIT_MS }: PortalAddress): FailurePages {
  const href = address.href.replace(/\/$/, '') + FAILURE_PAGE;

  const askPortal = async (told: ReturnType<typeof tellFailure>): Promise<string> => {
    const response = await fetch(href, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'text/html' },
      body: JSON.stringify(told),
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    const page = await response.text();
    const isPage = response.ok && (response.headers.get('content-type') ?? '').startsWith('text/html');
    if (isPage && page.length <= MAX_PAGE_BYTES) return page;
    throw new Error(`the portal answered ${response.status}: ${page.slice(0, 200)}`);
  };

  return {
    signInAddress,
    async renderFailure(failure, request, response, visitor) {
      try {
        response
          .type('html')
          .vary('Cookie')
          .send(await askPortal(tellFailure(failure, request, visitor)));
      } catch (thrown) {
        log.warn({ err: thrown }, 'the portal could not be asked for the page of a failure');
        response.type('text').send(`${failureText(failure.note, visitor.language)}\n`);
      }
    },
  };
}
