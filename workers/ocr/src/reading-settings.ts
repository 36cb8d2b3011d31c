/** How every engine is asked to read: find columns and lines by itself (segmentation 3), without trying each line in negative too. */
export const READING_SETTINGS = { tessedit_pageseg_mode: '3', tessedit_do_invert: '0' } as const;
