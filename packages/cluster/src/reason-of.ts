/**
 * Why something failed, in words for the line of a log: with what the server itself said, since whoever reads the line should not have to
 * look into what stands behind it.
 */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const said = innermost(thrown).message;
  return said === '' || thrown.message.includes(said) ? thrown.message : `${thrown.message} (${said})`;
}

const innermost = (thrown: Error): Error => (thrown.cause instanceof Error ? innermost(thrown.cause) : thrown);
