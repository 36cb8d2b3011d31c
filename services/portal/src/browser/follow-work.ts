/** A document at work, as the server tells of it. */
export type WorkLine = {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly steps: readonly { readonly done: number; readonly planned: number }[];
};

/** What starts telling of every document at work and what becomes of it. Started again it goes on with the one connection it has. */
export function createWorkFollower(update: (line: WorkLine) => void): () => void {
  let source: EventSource | null = null;
  return () => {
    if (source) return;
    source = new EventSource('/api/work/events');
    source.addEventListener('snapshot', ({ data }: MessageEvent<string>) => {
      for (const line of (JSON.parse(data) as { documents: readonly WorkLine[] }).documents) update(line);
    });
    source.addEventListener('document', ({ data }: MessageEvent<string>) => update(JSON.parse(data) as WorkLine));
  };
}
