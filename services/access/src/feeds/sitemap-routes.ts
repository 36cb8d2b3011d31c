import { Readable } from 'node:stream';
import type { Changes } from '@diachi/ports';
import { pathParameter, type Route, siteAddress } from '@diachi/web';
import { sendWritten } from '../send-object.ts';
import { planSitemap } from './plan-sitemap.ts';
import { MOST_ADDRESSES, type SitemapEntry, sitemap, sitemapIndex, sitemapTexts } from './sitemap.ts';
import { lastChangeIn, sitemapList } from './sitemap-list.ts';
import { nothingThere, parseSitemapStretch } from './sitemap-stretch.ts';

export type SitemapTools = {
  readonly catalogue: Pick<Changes, 'changes' | 'countChanges' | 'earliestChange'>;
  readonly publicUrl?: URL | null;
  readonly clock: () => Date;
};

const FOR_AN_HOUR = 'public, max-age=3600';

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
      const entries: SitemapEntry[] = [];
      for (const stretch of planned.slice(-MOST_ADDRESSES)) {
        const changedAt = await lastChangeIn(catalogue, stretch);
        entries.push({ address: `${site}/sitemaps/${stretch.name}.xml`, changedAt });
      }
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
      const stretch = parseSitemapStretch(pathParameter(request, 'stretch'));
      const { from, until } = stretch;
      const [count, last] = await Promise.all([
        catalogue.countChanges({ from, until, isGone: false }),
        lastChangeIn(catalogue, stretch),
      ]);
      if (last === null) throw nothingThere();
      // Whatever comes into a stretch is the last change of it, and whatever leaves it is missing.
      const etag = `W/"${count}-${last}"`;
      response.set('Cache-Control', FOR_AN_HOUR).type('application/xml');
      const write = () => Readable.from(sitemapTexts(sitemapList(catalogue, stretch, site)));
      await sendWritten(request, response, etag, write);
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

/**
 * RFC 9309. Pages and files are open. What is made anew each time it is asked for, in so many words or sizes that a list of it never ends, is
 * not to be fetched link after link; nor packages, which are everything there is of a document.
 */
const robots = (site: string): string =>
  [
    'User-agent: *',
    ...NOT_LINK_AFTER_LINK.map((path) => `Disallow: ${path}`),
    'Allow: /',
    '',
    `Sitemap: ${site}/sitemap.xml`,
    '',
  ].join('\n');

const NOT_LINK_AFTER_LINK = [
  '/api/',
  '/search',
  '/sru',
  '/iiif/image/',
  '/iiif/search/',
  '/iiif/autocomplete/',
  '/files/bag.zip',
  '/files/*/bag.zip',
  '/files/*/book.epub',
  '/files/*/mets.xml',
  '/sign-in',
] as const;
