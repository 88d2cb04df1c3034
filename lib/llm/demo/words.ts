/** Words too common to tell two texts apart. */
const COMMON = new Set(
  (
    'a an and any are as at be been but by can could did do does for from get got had has have he her here him his how i if in into is it its ' +
    'just me my no not of on or our out she should so some than that the their them then there these they this those to too up us very was we ' +
    'were what when where which who why will with would you your please hi hello dear thanks thank regards am about all also'
  ).split(' '),
);

/** Lower-case words of a text, in order; letters and digits of any script, and each sign of a currency. */
export function words(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+(?:'\p{L}+)?|\p{Sc}/gu) ?? []).map((word) => word.slice(0, 40));
}

/** The stems that carry meaning, in order. */
export function stems(text: string): string[] {
  return words(text)
    .filter((word) => !COMMON.has(word))
    .map(stem);
}

/** A light English stemmer (Porter's first steps): charge, charged, charges and charging become one. */
export function stem(word: string): string {
  let root = word.replace(/'s?$/, '').replace(/'.*$/, '');
  if (/[^aeious]ies$/.test(root)) root = root.replace(/ies$/, 'y');
  else if (/(ss|sh|ch|x)es$/.test(root)) root = root.slice(0, -2);
  else if (/[^sui]s$/.test(root) && root.length > 3) root = root.slice(0, -1);
  const shorter = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(root)?.[1];
  if (shorter && shorter.length >= 3) root = shorter.replace(/([^aeioulsz])\1$/, '$1');
  else if (root.length > 6) root = root.replace(/(?:ly|ment)$/, '');
  return root.length > 3 ? root.replace(/e$/, '') : root;
}

// A mark, a blank, then something that can begin a sentence; or a full-width mark, which needs no blank. Titles end nothing.
const BREAK = /(?<=(?<!\b(?:Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e))[.!?]["”')]?)\s+(?=["“'(]?[\p{Lu}\p{N}])|(?<=[。！？])/u;

const HEADING = /^#{1,6}\s/;

/** Sentences of a text: ended by a mark or a line break. Headings of Markdown are none, unless there is nothing else. */
export function sentences(text: string): string[] {
  const lines = text.split(/\n+/);
  const prose = lines.filter((line) => !HEADING.test(line));
  return (prose.some((line) => line.trim() !== '') ? prose : lines)
    .flatMap((line) => line.split(BREAK))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
