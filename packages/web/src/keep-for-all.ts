import type { Response } from 'express';

/**
 * An answer of which everybody gets what everybody may see: kept, and asked for again each time. What members, reading rooms and those
 * who work here are answered has its own `Cache-Control` already, set before any handler, and that stays; so an answer is told apart by
 * what says who asks. Where somebody sits is told by no header, which is why nothing is shown again here without asking.
 */
export function keepForAll(response: Response): Response {
  response.vary('Cookie').vary('Authorization');
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'public, no-cache');
  return response;
}
