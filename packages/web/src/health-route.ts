import type { Route } from './route.ts';

/** Whether this process can do its work, for whoever watches over it. */
export const healthRoute = (checkReady: () => Promise<void> = async () => undefined): Route => ({
  method: 'get',
  path: '/healthz',
  role: 'reader',
  summary: 'Whether the process can do its work: 200, or 503 with the reason',
  handle: async (_request, response) => {
    await checkReady();
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  },
});
