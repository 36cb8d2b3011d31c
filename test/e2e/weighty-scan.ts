const COMMENT = 0xfffe;
const LONGEST = 0xffff;

/** The same picture as a JPEG file of at least so many bytes, as scanners that write a great deal beside the picture make it. */
export function weightyScan(jpeg: Buffer, bytes: number): Buffer {
  const comment = Buffer.alloc(2 + LONGEST, 0x20);
  comment.writeUInt16BE(COMMENT, 0);
  comment.writeUInt16BE(LONGEST, 2);
  const comments = Array.from({ length: Math.ceil((bytes - jpeg.length) / comment.length) }, () => comment);
  // After the marker that begins the file.
  return Buffer.concat([jpeg.subarray(0, 2), ...comments, jpeg.subarray(2)]);
}
