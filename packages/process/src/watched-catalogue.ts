import type { DocumentState } from '@diachi/domain';
import type { Watched } from './watched.ts';

/** What a catalogue tells of itself; of the port's words, those that are counted. */
export type CatalogueToWatch = {
  countByState(): Promise<Readonly<Record<DocumentState, number>>>;
  countIndexed(): Promise<number>;
};

type CatalogueAnswer = {
  readonly byState: Readonly<Record<DocumentState, number>>;
  readonly indexed: number;
};

/** The gauges of a catalogue. */
export const watchedCatalogue = (catalogue: CatalogueToWatch): Watched<CatalogueAnswer> => ({
  ask: async () => {
    const [byState, indexed] = await Promise.all([catalogue.countByState(), catalogue.countIndexed()]);
    return { byState, indexed };
  },
  gauges: [
    {
      name: 'diachi_catalogue_answers',
      help: '1 while the catalogue answers this process, otherwise 0',
      samples: (answer) => [{ value: answer ? 1 : 0 }],
    },
    {
      name: 'diachi_documents',
      help: 'Documents of the whole library, by their state',
      labelNames: ['state'],
      samples: (answer) =>
        Object.entries(answer?.byState ?? {}).map(([state, value]) => ({ labels: { state }, value })),
    },
    {
      name: 'diachi_not_indexed',
      help: 'Published documents that the search index does not hold yet as they are now',
      // Two counts of two moments: what is published and indexed in between would make it negative.
      samples: (answer) => (answer ? [{ value: Math.max(0, answer.byState.published - answer.indexed) }] : []),
    },
  ],
});
