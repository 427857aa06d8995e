import type { LanguageModelV4FilePart } from '@ai-sdk/provider';
import type { Refusals } from './refusals.ts';

const DATA_URL = /^data:([a-z]+\/[a-z0-9.+-]+)(?:;[^;,]*)*;base64,/i;

/** Media types by the ending of a URL's path: Gemini wants one for a picture that it fetches itself. */
const BY_ENDING: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  heic: 'image/heic',
  heif: 'image/heif',
};

/** A picture given as a data URL or a web address; the address is never opened from here. Null, and refused, if it is neither. */
export function pictureFromUrl(url: string, refusals: Refusals): LanguageModelV4FilePart | null {
  if (url.startsWith('data:')) return fromDataUrl(url, 'image/', refusals);
  if (!URL.canParse(url) || !/^https?:/i.test(url)) {
    refusals.add('A picture is neither a data URL with base64 nor an http(s) address.');
    return null;
  }
  const address = new URL(url);
  const ending = /\.([a-z]+)$/i.exec(address.pathname)?.[1]?.toLowerCase() ?? '';
  return { type: 'file', mediaType: BY_ENDING[ending] ?? 'image', data: { type: 'url', url: address } };
}

/** A picture as bare base64. */
export function pictureFromBase64(data: string, mediaType: string): LanguageModelV4FilePart {
  return { type: 'file', mediaType: normalised(mediaType), data: { type: 'data', data } };
}

/** A PDF given as a data URL. Null, and refused, if it is something else. */
export function documentFromDataUrl(
  url: string,
  filename: string | null,
  refusals: Refusals,
): LanguageModelV4FilePart | null {
  const part = fromDataUrl(url, 'application/pdf', refusals);
  return part === null || filename === null ? part : { ...part, filename };
}

function fromDataUrl(url: string, wanted: string, refusals: Refusals): LanguageModelV4FilePart | null {
  // Only the head is matched: pictures are megabytes.
  const head = DATA_URL.exec(url.slice(0, 256));
  const mediaType = head?.[1] === undefined ? '' : normalised(head[1]);
  if (head === null || !mediaType.startsWith(wanted)) {
    refusals.add(`A data URL is not base64 of ${wanted === 'image/' ? 'a picture' : 'a PDF'}.`);
    return null;
  }
  return { type: 'file', mediaType, data: { type: 'data', data: url.slice(head[0].length) } };
}

function normalised(mediaType: string): string {
  const lower = mediaType.toLowerCase();
  return lower === 'image/jpg' ? 'image/jpeg' : lower;
}
