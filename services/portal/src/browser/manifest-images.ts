/** A page of a document of another repository, as viewers are told of it: with a service that gives parts of it, or a whole picture. */
export type ManifestImage = { readonly service: string | null; readonly image: string | null };

type Fields = Readonly<Record<string, unknown>>;

const fieldsIn = (raw: unknown): Fields => (typeof raw === 'object' && raw !== null ? (raw as Fields) : {});
const listIn = (raw: unknown): readonly Fields[] => (Array.isArray(raw) ? raw : raw ? [raw] : []).map(fieldsIn);

const MOST_PAGES = 5_000;

/**
 * The pictures a IIIF manifest names, of Presentation 3.0 or 2.1, in their order. Only what comes from the manifest's own place is taken: nothing else may be
 * loaded into the page.
 */
export function manifestImages(manifest: unknown, origin: string): readonly ManifestImage[] {
  const root = fieldsIn(manifest);
  const bodies = root['items'] === undefined ? bodiesOfTwo(root) : bodiesOfThree(root);
  const own = (address: unknown): string | null => {
    const url = typeof address === 'string' ? URL.parse(address) : null;
    return url?.origin === origin ? url.href.replace(/\/$/, '') : null;
  };
  return bodies
    .slice(0, MOST_PAGES)
    .map((body) => {
      const [service] = listIn(body['service']);
      return { service: own(service?.['id'] ?? service?.['@id']), image: own(body['id'] ?? body['@id']) };
    })
    .filter(({ service, image }) => service !== null || image !== null);
}

const bodiesOfThree = (root: Fields): readonly Fields[] =>
  listIn(root['items']).flatMap((canvas) => {
    const [annotation] = listIn(canvas['items']).flatMap((page) => listIn(page['items']));
    const body = fieldsIn(annotation?.['body']);
    // Of several pictures of one page the first is meant.
    return body['type'] === 'Choice' ? listIn(body['items']).slice(0, 1) : [body];
  });

const bodiesOfTwo = (root: Fields): readonly Fields[] =>
  listIn(root['sequences'])
    .slice(0, 1)
    .flatMap((sequence) => listIn(sequence['canvases']))
    .flatMap((canvas) => listIn(canvas['images']).slice(0, 1))
    .map((image) => fieldsIn(image['resource']));
