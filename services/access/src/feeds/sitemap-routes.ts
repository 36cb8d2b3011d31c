import type { Changes } from '@diachi/ports';
import { pathParameter, type Route, siteAddress } from '@diachi/web';
import { planSitemap } from './plan-sitemap.ts';
import { MOST_ADDRESSES, type SitemapEntry, sitemap, sitemapIndex } from './sitemap.ts';
import { nothingThere, parseSitemapStretch } from './sitemap-stretch.ts';

export type SitemapTools = {
  readonly catalogue: Pick<Changes, 'changes' | 'countChanges' | 'earliestChange'>;
  readonly publicUrl?: URL | null;
  readonly clock: () => Date;
};

const FOR_AN_HOUR = 'public, max-age=3600';
const AT_ONCE = 1_000;

/** What those who search the web are told: which documents everybody may see, and where not to go. */
export const sitemapRoutes = ({ catalogue, publicUrl, clock }: SitemapTools): readonly Route[] => [
  {
    method: 'get',
    path: '/sitemap.xml',
    role: 'reader',
    summary: 'Where lists of all documents are, for search engines',
    handle: async (request, response) => {
      const site = siteAddress(request, publicUrl);
      const planned = await planSitemap(catalogue, clock());
      const entries = planned
        .slice(-MOST_ADDRESSES)
        .map(({ name }) => ({ address: `${site}/sitemaps/${name}.xml`, changedAt: null }));
      // A list of lists is never empty: a library without documents has a first page to be found by.
      const told = entries.length > 0 ? sitemapIndex(entries) : sitemap([{ address: `${site}/`, changedAt: null }]);
      response.set('Cache-Control', FOR_AN_HOUR).type('application/xml').send(told);
    },
  },
  {
    method: 'get',
    path: '/sitemaps/:stretch.xml',
    role: 'reader',
    summary: 'Documents that last changed in a month, a day, an hour or a minute, for search engines',
    handle: async (request, response) => {
      const site = siteAddress(request, publicUrl);
      const { from, until } = parseSitemapStretch(pathParameter(request, 'stretch'));
      const entries: SitemapEntry[] = [];
      let after: string | null = null;
      do {
        const stretch = { order: 'oldest-first' as const, limit: AT_ONCE, ...(after !== null && { after }) };
        const list = await catalogue.changes({ from, until, isGone: false }, stretch);
        entries.push(...list.changes.map(({ id, at }) => ({ address: `${site}/documents/${id}`, changedAt: at })));
        after = list.next;
      } while (after !== null && entries.length < MOST_ADDRESSES);
      if (entries.length === 0) throw nothingThere();
      const told = sitemap(entries.slice(0, MOST_ADDRESSES));
      response.set('Cache-Control', FOR_AN_HOUR).type('application/xml').send(told);
    },
  },
  {
    method: 'get',
    path: '/robots.txt',
    role: 'reader',
    summary: 'Where programs that follow links are asked not to go',
    handle: (request, response) => {
      const site = siteAddress(request, publicUrl);
      response.set('Cache-Control', FOR_AN_HOUR).type('text/plain').send(robots(site));
    },
  },
];

/** RFC 9309. Pages and files are open; what is made anew for each question, and each part of a picture, is not to be fetched link after link. */
const robots = (site: string): string =>
  [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /search',
    'Disallow: /iiif/image/',
    'Disallow: /sign-in',
    'Allow: /',
    '',
    `Sitemap: ${site}/sitemap.xml`,
    '',
  ].join('\n');
