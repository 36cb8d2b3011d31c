/** An extent as catalogues write it (`120 tr. : minh họa ; 24 cm`), in the subfields of 300. */
export type MarcExtent = {
  readonly extent: string;
  readonly details: string | null;
  readonly dimensions: string | null;
};

export function splitExtent(written: string): MarcExtent {
  const [most = '', ...sizes] = written.split(' ; ');
  const [extent = '', ...details] = most.split(' : ');
  return { extent, details: details.join(' : ') || null, dimensions: sizes.join(' ; ') || null };
}

export const joinExtent = ({ extent, details, dimensions }: MarcExtent): string =>
  [[extent, details].filter(Boolean).join(' : '), dimensions].filter(Boolean).join(' ; ');
