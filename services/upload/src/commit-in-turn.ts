export type CommitInTurn = <Result>(uploads: readonly string[], commit: () => Promise<Result>) => Promise<Result>;

/**
 * Has commits that share an upload wait for each other, in the order they were asked for. A sender whose line broke asks again while the
 * first commit still goes on: it finds what that made, instead of putting the same gigabytes together beside it.
 */
export function createCommitInTurn(): CommitInTurn {
  const lastOf = new Map<string, Promise<unknown>>();
  return (uploads, commit) => {
    const before = Promise.all(uploads.map((upload) => lastOf.get(upload)));
    const result = before.then(commit);
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    // Whoever waits only ever waits for those who asked earlier, so that nobody waits in a circle.
    for (const upload of uploads) lastOf.set(upload, ended);
    void ended.then(() => {
      for (const upload of uploads) if (lastOf.get(upload) === ended) lastOf.delete(upload);
    });
    return result;
  };
}
