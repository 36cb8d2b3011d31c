import type { PageImage } from '@diachi/domain';

/** Size of a page in points (1/72 inch), and how large a pixel of its image is on it. */
export type PagePlan = { readonly widthPt: number; readonly heightPt: number; readonly pointsPerPx: number };

/** A4, for a page of which there is no image. */
const EMPTY: PagePlan = { widthPt: 595.276, heightPt: 841.89, pointsPerPx: 1 };

/** Sides of a page a viewer must be able to show (ISO 19005-2, 6.1.13). */
const LEAST_PT = 3;
const MOST_PT = 14_400;

/** A page as large as what was scanned; where the resolution makes it impossibly small or large, as near as may be. */
export function planPage(image: PageImage | null): PagePlan {
  if (!image) return EMPTY;
  const longer = Math.max(image.widthPx, image.heightPx);
  const shorter = Math.min(image.widthPx, image.heightPx);
  const wanted = 72 / (image.dpi > 0 ? image.dpi : 300);
  const pointsPerPx = Math.min(Math.max(wanted, LEAST_PT / shorter), MOST_PT / longer);
  return { widthPt: image.widthPx * pointsPerPx, heightPt: image.heightPx * pointsPerPx, pointsPerPx };
}
