import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { beforeHead } from './before-head.ts';

/**
 * Compresses answers for whoever reads them so. What is compressed has other bytes than what is not, so it goes by a weak ETag (RFC 9110,
 * 8.8.1): who was sent a part of it is not given the rest of the other. Who says a weak one they know is told 304 under that.
 */
export const compressAnswers = (): readonly RequestHandler[] => [
  weakenTags,
  compression({ filter: isWorthCompressing }),
];

const isWorthCompressing: compression.CompressionFilter = (request, response) =>
  !String(response.getHeader('Content-Type')).startsWith('text/event-stream') && compression.filter(request, response);

const weakenTags: RequestHandler = (request, response, next) => {
  beforeHead(response, () => {
    const tag = response.getHeader('ETag');
    if (typeof tag !== 'string' || tag.startsWith('W/')) return;
    if (response.hasHeader('Content-Encoding') || isKnownWeak(request, response, tag)) {
      response.setHeader('ETag', `W/${tag}`);
    }
  });
  next();
};

function isKnownWeak(request: Request, { statusCode }: Response, tag: string): boolean {
  const known = (request.get('If-None-Match') ?? '').split(',').map((one) => one.trim());
  return statusCode === 304 && known.includes(`W/${tag}`) && !known.includes(tag);
}
