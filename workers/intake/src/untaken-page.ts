import type { PageScan } from '@diachi/domain';

/** A page of which nothing is known yet but its place: labelled with its number, without a scan. */
export const untakenPage = (page: number): PageScan => ({
  page,
  label: String(page + 1),
  scanKey: null,
  type: null,
  dpi: null,
  textKey: null,
  damage: null,
});
