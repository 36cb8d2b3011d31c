/**
 * Tells the person at the terminal what is going on, in Vietnamese and in English. Always on standard error:
 * standard output belongs to the program.
 */
export function say(vietnamese, english) {
  process.stderr.write(`${vietnamese}\n${english}\n`);
}
