import { imageSize } from 'image-size';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Assumed where the size is not known: a picture by address is not fetched to be measured. */
export const ASSUMED_SIZE: PictureSize = { width: 1024, height: 1024 };

/** Base64 characters that are read: formats tell their size in the head, JPEGs after what a camera wrote. */
const HEAD_CHARACTERS = 256 * 1024;
const DATA_URL = /^data:image\/[a-z0-9.+-]+;base64,/i;

/** Pixels of a picture in a data URL; null = by address, damaged or of an unknown format. */
export function pictureSize(url: string): PictureSize | null {
  const prefix = DATA_URL.exec(url.slice(0, 100))?.[0];
  if (prefix === undefined) return null;
  try {
    const head = Buffer.from(url.slice(prefix.length, prefix.length + HEAD_CHARACTERS), 'base64');
    const { width, height } = imageSize(head);
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    // A client may send anything; what image-size can't read has an unknown size.
    return null;
  }
}
