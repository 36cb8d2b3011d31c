// Ten digits are more than any image has, and far from where numbers lose their last places.
const WHOLE = /^\d{1,10}$/;
const DECIMAL = /^(?:\d{1,10}(?:\.\d{1,10})?|\.\d{1,10})$/;

/** A whole number as the API writes it: digits and nothing else. Null for anything else. */
export const wholeNumber = (written: string): number | null => (WHOLE.test(written) ? Number(written) : null);

/** A number with or without a decimal point, without a sign (IIIF Image API 3.0, 4.7). Null for anything else. */
export const decimalNumber = (written: string): number | null => (DECIMAL.test(written) ? Number(written) : null);
