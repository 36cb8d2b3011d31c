import { parseLanguageTag } from '@diachi/messages';
import { type FailedRequest, localAddress, type ShownFailure, type Visitor } from '@diachi/web';
import type { Response } from 'express';
import { formAgain } from './form-again.tsx';
import { type Frame, openFrame } from './frame.ts';
import { sendPage } from './page-route.ts';
import { FailurePage } from './pages/failure-page.tsx';
import type { PortalTools } from './portal-tools.ts';

/** Shows a failure of a request to who asked. */
export type RenderFailure = (
  failure: ShownFailure,
  request: FailedRequest,
  response: Response,
  visitor: Visitor,
) => Promise<void>;

/** Shows people what failed and what to do: on the form they came from where there is one, otherwise on a page of its own. */
export function failureRenderer(tools: PortalTools): RenderFailure {
  return async ({ note, status }, request, response, visitor) => {
    const language = parseLanguageTag(request.query['lang']) ?? visitor.language;
    const frame = await openFrame(tools, { ...visitor, language }, addressOf(request));
    const again = await formAgain(tools, { frame, note, status, request });
    sendPage(response, again ?? <FailurePage frame={frame} note={note} status={status} />);
  };
}

// The address of a form's answer is not one to come back to, and neither is one that could not be read.
function addressOf({ method, originalUrl }: FailedRequest): Frame['address'] {
  return method === 'GET' ? localAddress(originalUrl) : '/';
}
