import { parse, type Settings } from '@diachi/process';
import { parseReadingRooms, type ReadingRooms } from './reading-rooms.ts';

/** Settings of whoever serves the web app. */
export const webSettings = {
  sessionDays: {
    env: 'SESSION_DAYS',
    doc: 'days after which somebody who signed in has to sign in again',
    default: '14',
    parse: parse.wholeNumber(1, 365),
  },
  trustedProxies: {
    env: 'TRUST_PROXY',
    doc: 'how many proxies of yours stand before this server, whose X-Forwarded-* headers are believed',
    default: '0',
    parse: parse.wholeNumber(0, 10),
  },
  readingRooms: {
    env: 'READING_ROOMS',
    doc: 'the networks of computers in reading rooms, by the code of their library, from which its documents for members are read without signing in: `muong-te=10.20.0.0/16,fd00:20::/32;tinh=203.0.113.7`. Behind a proxy they are told by what it forwards, so `TRUST_PROXY` has to be right',
    default: '',
    // By the name of its type, which those who put settings together have to say.
    parse: (written: string): ReadingRooms => parseReadingRooms(written),
  },
  requestsPerAddress: {
    env: 'REQUESTS_PER_ADDRESS',
    doc: 'requests in a minute from one address of the network to addresses for programs (`/api`, OAI-PMH, SRU, files, manifests), of whoever is not signed in, and to any address with a token that is none; page images and tiles are not counted. Behind a proxy, `TRUST_PROXY` has to be right, or all of them are one. Each process counts for itself, of a hundred thousand addresses at a time: where several of one service run, up to as many times as many pass; `0` for as many as they like',
    default: '1200',
    parse: parse.wholeNumber(0, 1_000_000),
  },
  requestsPerAccount: {
    env: 'REQUESTS_PER_ACCOUNT',
    doc: 'the same of one access token, or of one person who signed in; somebody has 50 tokens at most',
    default: '3000',
    parse: parse.wholeNumber(0, 1_000_000),
  },
} satisfies Settings;
