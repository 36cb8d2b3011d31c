/** Does what belongs together one after the other: work under one name waits for the work given before it, failed or not. */
export type InOrder = {
  <Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
};

export function createInOrder(): InOrder {
  const last = new Map<string, Promise<unknown>>();

  const inOrder = <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const before = last.get(name) ?? Promise.resolve();
    const result = before.then(work, work);
    last.set(name, result);
    const forget = () => {
      if (last.get(name) === result) last.delete(name);
    };
    result.then(forget, forget);
    return result;
  };

  const settled = async () => {
    while (last.size > 0) await Promise.allSettled(last.values());
  };
  return Object.assign(inOrder, { settled });
}
