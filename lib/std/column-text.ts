/** A text from outside as a text column of so many characters takes it: no null byte, no half of a character. */
export function columnText(text: string, most: number): string {
  return text.slice(0, most).replace(/\0|\p{Surrogate}/gu, '\uFFFD');
}
