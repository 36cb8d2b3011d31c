import { MAX_QUERY_LENGTH } from '@diachi/vietnamese';
import type { Request } from 'express';

/** What an address asks for with `?q=`; empty when nothing. */
export const askedText = ({ query }: Pick<Request, 'query'>): string =>
  typeof query['q'] === 'string' ? query['q'].trim().slice(0, MAX_QUERY_LENGTH) : '';

/** A place in a list as an address gives it; 0 when it gives none that makes sense. */
export function askedPlace({ query }: Pick<Request, 'query'>, name: string): number {
  const place = Number(query[name]);
  return Number.isInteger(place) && place > 0 && place < 1_000_000 ? place : 0;
}

/** Whether a page is asked for with its doubtful words marked. */
export const isDoubtAsked = ({ query }: Pick<Request, 'query'>): boolean => query['doubt'] === 'yes';
