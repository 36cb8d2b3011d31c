import { Failure } from '@diachi/domain';
import { FAILURE_PAGE, type Route, readToldFailure } from '@diachi/web';
import type { RenderFailure } from '../render-failure.tsx';

/** Writes the page of a failure that another service of the library met. */
export const failurePageRoute = (render: RenderFailure): Route => ({
  method: 'post',
  path: FAILURE_PAGE,
  role: 'operator',
  summary: 'The page that shows people a failure another service met: {failure, request, visitor}',
  body: 'json',
  // A form of the usual length, written as JSON.
  limits: { bodyBytes: 2 ** 20 },
  handle: async (request, response) => {
    const told = orBadForm(() => readToldFailure(request.body));
    await render(told.failure, told.request, response, told.visitor);
  },
});

function orBadForm<Told>(read: () => Told): Told {
  try {
    return read();
  } catch (cause) {
    const details = { field: 'body' };
    throw new Failure('invalid', 'input.bad-form', 'What was sent is not a failure of a request.', { details, cause });
  }
}
