/** What a server under measurement tells the bench that started it. */
export type ServerTells =
  | { readonly kind: 'open'; readonly port: number }
  | { readonly kind: 'cpu'; readonly seconds: number; readonly rssMb: number };

/** Tells the bench where this process answers, and its processor time as often as it is asked. Ends with the bench. */
export function answerBench(port: number): void {
  const tell = (told: ServerTells) => process.send?.(told);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'cpu', seconds: (user + system) / 1e6, rssMb: process.memoryUsage.rss() / 2 ** 20 });
  });
  process.on('disconnect', () => process.exit(0));
  tell({ kind: 'open', port });
}
