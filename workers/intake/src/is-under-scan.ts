/** A page that pictures cover this much of is a picture of a page. */
const PICTURE_SHARE = 0.5;

/** Whether the text of a page of which images cover this share, from 0 to 1, lies under a scan: some OCR program put it there, nobody typed it. */
export const isUnderScan = (imageShare: number): boolean => imageShare >= PICTURE_SHARE;
