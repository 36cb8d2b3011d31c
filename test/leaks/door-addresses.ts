import type { Route } from '@diachi/web';
import type { MarkedDocument } from './marked-library.ts';

/** What the parameters of addresses stand for. A new one is filled in here, or the walk through all doors says that it is not. */
type Filled = Readonly<Record<string, readonly string[]>>;

const ofDocument = ({ id }: MarkedDocument): Filled => ({
  id: [id],
  // Picture names of the IIIF Image API.
  image: [`${id}.1.0`],
  page: ['0', '1'],
  revision: ['1'],
});

const ofAll: Filled = {
  width: ['240', '800', '1600'],
  region: ['full', '100,100,400,400'],
  size: ['max', '390,', '600,'],
  rotation: ['0'],
  file: ['default.jpg'],
  code: ['muong-te', 'tinh'],
  // Of other repositories; none of our documents is reached by it.
  source: ['muong-te', 'kho-ban'],
  collection: ['Chung'],
  series: ['Chung'],
  token: ['0'],
  name: ['portal.css'],
  question: ['search', 'document', 'documents', 'sources', 'foreignRecord'],
  stretch: ['0', '1', 'muong-te'],
  // Whatever other stretches of time there are is led to by the list of them.
  window: ['0'],
  // Of wildcards.
  rest: ['x'],
};

/** Every address of a route that may have to do with a document: its own, or one of all. Throws for a parameter nobody filled in. */
export function doorAddresses(route: Route, document: MarkedDocument): readonly string[] {
  const filled = { ...ofAll, ...ofDocument(document) };
  const plain = route.path.replace(/\{[^}]*\*(\w+)\}/g, '/:$1').replace(/\{([^}]*)\}/g, '$1');
  const names = [...plain.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const paths = names.reduce<readonly string[]>(
    (addresses, name) => {
      const values = filled[name];
      if (!values)
        throw new Error(`Nobody says what :${name} of ${route.path} stands for. Say it in door-addresses.ts.`);
      return addresses.flatMap((address) =>
        values.map((value) => address.replace(`:${name}`, encodeURIComponent(value))),
      );
    },
    [plain],
  );
  return paths.flatMap((path) => questionsTo(route.path, document).map((question) => path + question));
}

/** What is asked at an address after its `?`: what other systems ask there, and for words that only this document has. */
function questionsTo(path: string, { id, asked }: MarkedDocument): readonly string[] {
  const words = asked.map((word) => `?q=${word}`);
  const start = (asked[1] ?? '').slice(0, -3);
  const known: Readonly<Record<string, readonly string[]>> = {
    '/oai': [
      'verb=Identify',
      'verb=ListSets',
      'verb=ListMetadataFormats',
      `verb=ListMetadataFormats&identifier=oai:tinh:${id}`,
      ...['oai_dc', 'mods', 'marc21', 'mets'].flatMap((format) => [
        `verb=ListRecords&metadataPrefix=${format}`,
        `verb=GetRecord&metadataPrefix=${format}&identifier=oai:tinh:${id}`,
      ]),
      'verb=ListIdentifiers&metadataPrefix=oai_dc',
    ].map((question) => `?${question}`),
    '/sru': asked.flatMap((word) => [
      `?operation=searchRetrieve&version=1.2&query=${word}`,
      `?operation=searchRetrieve&version=1.2&recordSchema=mods&query=${word}`,
      `?operation=searchRetrieve&version=1.2&query=dc.title%3D${word}`,
      `?operation=scan&version=1.2&scanClause=${start}`,
    ]),
    '/api/suggest': [`?q=${start}`, '?q=zzhoi', '?q=zzchu', '?q=zzten'],
    '/api/documents': ['', '?limit=200', '?state=received', '?kind=book', '?library=muong-te'],
    '/documents': ['', '?library=muong-te', '?kind=book'],
    '/documents/:id': ['', '?pages=none', ...words],
    '/api/documents/:id': ['', '?pages=none'],
    '/files/bag.zip': [`?id=${id}`, `?ids=${id}`, `?document=${id}`, `?q=${asked[0]}`],
  };
  return known[path] ?? ['', ...words];
}
