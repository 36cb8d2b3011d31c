import { type Asker, type DocumentId, dayOf, Failure, parseDocumentId } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { documentNamed, type Route, siteAddress } from '@diachi/web';
import type { Request, Response } from 'express';
import { contentDisposition } from '../content-disposition.ts';
import { publishedToSee } from '../published-document.ts';
import type { SeeDocument, SeenDocument } from '../seen-document.ts';
import { pipeToReader } from '../send-object.ts';
import { shownRevision } from '../shown-revision.ts';
import { zipStream } from '../zip-stream.ts';
import { bagEntries } from './bag-entries.ts';
import { bagPayload, type PackedFor, type PayloadTools } from './bag-payload.ts';
import { SOFTWARE } from './history-of.ts';

export type BagTools = PayloadTools & {
  readonly see: SeeDocument;
  readonly catalogue: Pick<Catalogue, 'libraries'>;
  readonly publicUrl?: URL | null;
  readonly clock: () => Date;
};

/** More at once would keep one answer open for days. */
const MOST_DOCUMENTS = 200;
/** With more, a package would have more files than one that is taken in may have. */
const MOST_PAGES = 30_000;

/** Documents with everything that belongs to them, packed for another archive. */
export const bagRoutes = (tools: BagTools): readonly Route[] => [
  {
    method: 'get',
    path: '/files/:id/bag.zip',
    role: 'reader',
    summary: 'A document with its originals, texts, pictures and history, as a BagIt package',
    limits: { perMinute: 10 },
    handle: (request, response, visitor) => sendBag(tools, request, response, visitor, [documentNamed(request)]),
  },
  {
    method: 'get',
    path: '/files/bag.zip',
    role: 'reader',
    summary: 'Several documents in one BagIt package: ?document=…&document=…',
    limits: { perMinute: 10 },
    handle: (request, response, visitor) => sendBag(tools, request, response, visitor, askedDocuments(request)),
  },
];

function askedDocuments(request: Request): readonly DocumentId[] {
  const ids = new Set([request.query['document'] ?? []].flat().map(parseDocumentId));
  if (ids.size >= 1 && ids.size <= MOST_DOCUMENTS) return [...ids];
  throw new Failure(
    'invalid',
    'bag.bad-selection',
    `A package holds 1 to ${MOST_DOCUMENTS} documents; name each as ?document=.`,
    {
      details: { most: MOST_DOCUMENTS },
    },
  );
}

async function sendBag(
  tools: BagTools,
  request: Request,
  response: Response,
  visitor: Asker,
  ids: readonly DocumentId[],
): Promise<void> {
  // All are looked at before the first byte: a package is refused whole.
  const packed: SeenDocument[] = [];
  for (const id of ids) packed.push(await publishedToSee(tools.see, id, visitor, 'download'));
  const [first] = packed;
  if (!first) return;
  const pages = packed.reduce((sum, { document }) => sum + (document.pageCount ?? 0), 0);
  if (pages > MOST_PAGES) throw tooManyPages(pages);
  // A store that is away is told as a failure, not as a package that breaks off.
  await tools.files.manifest(shownRevision(first.document));
  const site = siteAddress(request, tools.publicUrl);
  const libraries = await tools.catalogue.libraries();
  const title =
    packed.length === 1 ? first.document.record.title : `${first.document.record.title} +${packed.length - 1}`;
  const at = tools.clock();
  const library = libraries.find(({ code }) => code === first.document.record.library)?.name ?? '';
  const info = [
    ['Source-Organization', library],
    ['Bagging-Date', dayOf(at)],
    ['Bag-Software-Agent', SOFTWARE.name],
    ['External-Description', title],
    ...packed.map(({ document }) => ['External-Identifier', `${site}/documents/${document.id}`] as const),
  ] as const;
  response.set({
    'Cache-Control': 'private, no-store',
    'Content-Type': 'application/zip',
    'Content-Disposition': contentDisposition(title, 'zip'),
  });
  if (request.method === 'HEAD') return void response.end();
  const name = packed.length === 1 ? `diachi-${first.document.id}` : `diachi-${dayOf(at)}`;
  const payload = payloadOf(tools, packed, visitor, { role: visitor.role, site, libraries });
  await pipeToReader(zipStream(bagEntries(name, payload, info), at), response);
}

/**
 * What a document consists of is read when its turn comes: two hundred long ones at once would fill the memory. Hours may have gone by: what
 * may not be taken home any more, or was removed, ends the package there.
 */
async function* payloadOf(
  tools: PayloadTools & Pick<BagTools, 'see'>,
  packed: readonly SeenDocument[],
  asker: Asker,
  packedFor: PackedFor,
) {
  for (const { document: asked } of packed) {
    const { document, rights, publicRights, today } = await publishedToSee(tools.see, asked.id, asker, 'download');
    const manifest = await tools.files.manifest(shownRevision(document));
    yield* bagPayload(tools, { document, manifest, rights, publicRights, today }, packedFor);
  }
}

const tooManyPages = (pages: number) =>
  new Failure(
    'invalid',
    'bag.too-many-pages',
    `These documents have ${pages} pages together, and a package holds at most ${MOST_PAGES}. Name fewer of them.`,
    { details: { pages, most: MOST_PAGES } },
  );
