/** A proposal in the capitals of what was read. An I at the beginning of a small word was a small l. */
export function asPrinted(proposal: string, read: string): string {
  const isAllCapitals = read.length > 1 && read === read.toUpperCase() && read !== read.toLowerCase();
  if (isAllCapitals) return proposal.toUpperCase();
  // A capital that is no letter of the word was a stroke before it.
  if (read.slice(1).toLowerCase() === proposal && read.slice(1) === read.slice(1).toLowerCase()) return proposal;
  const first = read.charAt(0);
  const isCapital = first !== first.toLowerCase() && !(first === 'I' && proposal.startsWith('l'));
  return isCapital ? proposal.charAt(0).toUpperCase() + proposal.slice(1) : proposal;
}
