import { parseLanguageTag } from '@diachi/messages';
import { type FailurePages, localAddress, type Visitor } from '@diachi/web';
import type { Request } from 'express';
import { formAgain } from './form-again.tsx';
import { createFrame, type Frame } from './frame.ts';
import { sendPage } from './page-route.ts';
import { FailurePage } from './pages/failure-page.tsx';
import type { PortalTools } from './portal-tools.ts';

const nobody: Visitor = { role: 'reader', name: null, personId: null, csrfToken: '', language: 'vi' };

/** Shows people what failed and what to do: on the form they came from where there is one, otherwise on a page of its own. */
export function failureRenderer(tools: PortalTools): FailurePages['renderFailure'] {
  return async ({ note, status }, request, response, known) => {
    const visitor = known ?? nobody;
    const language = parseLanguageTag(request.query['lang']) ?? visitor.language;
    const frame = createFrame({ ...visitor, language }, addressOf(request), tools.assets);
    const again = await formAgain(tools, { frame, note, status, request });
    sendPage(response, again ?? <FailurePage frame={frame} note={note} status={status} />);
  };
}

// The address of a form's answer is not one to come back to, and neither is one that could not be read.
function addressOf({ method, originalUrl }: Request): Frame['address'] {
  return method === 'GET' ? localAddress(originalUrl) : '/';
}
