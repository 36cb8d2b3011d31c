/**
 * The day a moment falls on, `YYYY-MM-DD`, where the library is: in the time zone its processes run in (`TZ`; UTC where nothing is
 * said). An embargo ends when the people who set it say that the day has begun.
 */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
