import type { ReadRecord } from './read-record.ts';

export type ToldAddress = {
  readonly url: string;
  /** What is said of it: a media type, a label, a use. */
  readonly about?: string;
};

const MOST_LENGTH = 2_000;

/** Which of the addresses a record tells is that of its page, of its PDF, of its picture and of its IIIF manifest. Anything but http(s) is passed over. */
export function sortAddresses(told: readonly ToldAddress[]): ReadRecord['addresses'] {
  const usable = told.flatMap(({ url, about = '' }) => {
    const address = url.trim();
    const isUsable = address.length <= MOST_LENGTH && /^https?:\/\//i.test(address) && URL.canParse(address);
    return isUsable ? [{ address: new URL(address).href, use: useOf(address, about.toLowerCase()) }] : [];
  });
  const first = (use: ReturnType<typeof useOf>) => usable.find((one) => one.use === use)?.address ?? null;
  return { document: first('document'), thumbnail: first('thumbnail'), pdf: first('pdf'), manifest: first('manifest') };
}

function useOf(address: string, about: string): keyof ReadRecord['addresses'] {
  const [path = ''] = address.toLowerCase().split(/[?#]/);
  if (about.includes('pdf') || path.endsWith('.pdf')) return 'pdf';
  if (about.includes('iiif') || about.includes('ld+json') || /\/manifest(?:\.json)?$/.test(path)) return 'manifest';
  if (/thumb|preview|ảnh nhỏ/.test(about) || /\.(?:jpe?g|png|webp|gif)$/.test(path)) return 'thumbnail';
  return 'document';
}
