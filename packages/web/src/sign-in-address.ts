import { localAddress } from './local-address.ts';

/** Where somebody signs in, and comes back from to `next`. */
export const signInAddress = (next: string): string => `/sign-in?next=${encodeURIComponent(localAddress(next))}`;
