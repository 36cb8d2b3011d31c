import type { Learned } from '@diachi/domain';
import type { TrustedText } from '@diachi/ports';

/** Fewer new pages than these change nothing worth the while. */
const LEAST_NEW_PAGES = 50;
const LEAST_NEW_SHARE = 0.1;

/**
 * Whether the library learns anew: `now` when text it learned from was taken away from readers since, `when-idle` when there is enough that is
 * new, else `no`.
 */
export function learningDue(
  learned: Pick<Learned, 'trusted'> | null,
  trusted: TrustedText,
): 'now' | 'when-idle' | 'no' {
  const known = learned?.trusted ?? { pages: 0, withdrawn: trusted.withdrawn };
  if (known.withdrawn !== trusted.withdrawn) return 'now';
  const more = trusted.pages - known.pages;
  return more >= Math.max(LEAST_NEW_PAGES, known.pages * LEAST_NEW_SHARE) ? 'when-idle' : 'no';
}
