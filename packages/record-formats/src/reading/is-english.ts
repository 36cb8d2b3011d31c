/** Letters that English has not and Vietnamese has. */
const vietnamese = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;
const words = /\b(?:the|of|and|in|to|is|are|was|with|for|by|on|from|a|an)\b/gi;

/** Whether a text of a record that does not say its language is in English rather than in Vietnamese or French. */
export function isEnglish(text: string): boolean {
  if (vietnamese.test(text.normalize('NFC'))) return false;
  const all = text.split(/\s+/).length;
  return (text.match(words)?.length ?? 0) / all >= 0.1;
}
