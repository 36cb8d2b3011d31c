/** A series and the number in it, where the end of what is written says one: `Tư liệu Điện Biên, tập 3`. */
export type SeriesParts = { readonly title: string; readonly number: string | null };

const numbered = /^(.+?)\s*[,;]\s*((?:tập|số|quyển|kỳ|năm|tome|t\.|vol\.?|no\.?|n°|part|phần)\s*[\dIVXLC][^,;]*)$/iu;

export function splitSeries(series: string): SeriesParts {
  const [, title, number] = numbered.exec(series) ?? [];
  return title && number ? { title, number } : { title: series, number: null };
}

export const joinSeries = (title: string, number: string | null): string => (number ? `${title}, ${number}` : title);
