import { createHash, timingSafeEqual } from 'node:crypto';
import { Failure } from '@diachi/domain';
import type { People } from '@diachi/ports';
import type { Request } from 'express';
import { isFromOtherSite } from './check-forgery.ts';
import { chooseLanguage } from './choose-language.ts';
import type { ReadingRooms } from './reading-rooms.ts';
import { csrfTokenOf, hashToken, readSessionToken } from './session-cookie.ts';
import type { Visitor } from './visitor.ts';

export type IdentifyTools = {
  readonly people: People;
  /** Null when no program may act as the operator. */
  readonly operatorToken: string | null;
  readonly readingRooms: ReadingRooms;
  readonly clock: () => Date;
};

/**
 * Who asks, where they are a member or are sitting, and whether a browser's cookie says so (then forgery has to be thought of). Fails with `access.bad-token` when a
 * bearer token is wrong, and as the catalogue does: someone we cannot recognise now is not therefore a reader.
 */
export async function identify(
  tools: IdentifyTools,
  request: Request,
): Promise<{ readonly visitor: Visitor; readonly hasSession: boolean }> {
  const language = chooseLanguage(request);
  const nobody: Visitor = { role: 'reader', library: null, name: null, personId: null, csrfToken: '', language };

  const bearer = /^Bearer +(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    if (tools.operatorToken && isSame(bearer.trim(), tools.operatorToken)) {
      return { visitor: { ...nobody, role: 'operator', name: 'operator' }, hasSession: false };
    }
    throw new Failure('invalid', 'access.bad-token', 'That access token is not valid.');
  }

  const room = isFromOtherSite(request) ? null : tools.readingRooms(request.ip);
  const token = readSessionToken(request);
  const person = token && (await tools.people.session(hashToken(token), tools.clock().toISOString()));
  if (!token || !person) return { visitor: { ...nobody, library: room }, hasSession: false };
  const { role, library, name, id } = person;
  return {
    visitor: { role, library: library ?? room, name, personId: id, csrfToken: csrfTokenOf(token), language },
    hasSession: true,
  };
}

// Compared by their digests, which have one length, so that the time taken tells nothing.
const isSame = (one: string, other: string) =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
