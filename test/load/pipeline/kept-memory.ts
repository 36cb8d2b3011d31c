import type { ClusterProcess } from '../../cluster/cluster-process.ts';

/**
 * What each process keeps for long, in MB, by the number of the process: V8's old space and what lies outside of its heap, as the
 * process itself tells. Resident memory also grows with the young space, which V8 makes larger while a process is busy.
 */
export async function keptMemory(processes: readonly ClusterProcess[]): Promise<ReadonlyMap<number, number>> {
  const told = await Promise.all(
    processes.map(async ({ pid, healthAddress }): Promise<readonly [number, number]> => {
      const metrics = await (await fetch(`${healthAddress}/metrics`)).text();
      const bytes = oldSpace.exec(metrics)?.[1] ?? Number.NaN;
      const outside = external.exec(metrics)?.[1] ?? Number.NaN;
      return [pid, (Number(bytes) + Number(outside)) / 1e6];
    }),
  );
  return new Map(told);
}

const oldSpace = /^nodejs_heap_space_size_used_bytes\{space="old"[^}]*\} (\S+)$/m;
const external = /^nodejs_external_memory_bytes\{[^}]*\} (\S+)$/m;
