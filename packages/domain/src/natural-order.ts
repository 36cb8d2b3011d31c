const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'base' });

/** Orders file names as a person would: page-2 before page-10. Equal names keep a fixed order by their bytes. */
export const naturalOrder = (one: string, other: string): number =>
  collator.compare(one, other) || (one < other ? -1 : Number(one > other));
