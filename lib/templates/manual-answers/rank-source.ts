/**
 * JavaScript of the ranking: BM25 (Robertson and Zaragoza, 2009) over the manual's sections, headings counted three times, on stems as crude
 * as the endings they cut off.
 */
export const RANK_SOURCE = `const COMMON = new Set(('a an and are as at be by can do does for from have how i if in is it its me my of on or that the ' +
  'may mean must there this to was what when where which who why will with you your').split(' '));
const stem = (word) => (word.length > 4 ? word.replace(/(ings?|ed|es|s)$/, '').replace(/(.)\\1$/, '$1') : word);
const stems = (text) => (text.toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? []).filter((word) => !COMMON.has(word)).map(stem);

const sections = nodes.split.output.sections.map((section) => ({
  ...section,
  words: [...stems(section.title), ...stems(section.title), ...stems(section.title), ...stems(section.text)],
}));
const average = sections.reduce((sum, section) => sum + section.words.length, 0) / Math.max(1, sections.length);
const wanted = [...new Set(stems(input.question))];

for (const section of sections) section.score = 0;
for (const term of wanted) {
  const holding = sections.filter((section) => section.words.includes(term)).length;
  const weight = Math.log(1 + (sections.length - holding + 0.5) / (holding + 0.5));
  for (const section of sections) {
    const count = section.words.filter((word) => word === term).length;
    const norm = 1.2 * (0.25 + (0.75 * section.words.length) / average);
    section.score += (weight * count * 2.2) / (count + norm);
  }
}

// A section half as fitting as the best would only distract.
const best = Math.max(...sections.map((section) => section.score), 0);
const found = sections.filter(({ score }) => score > 0 && score >= best / 2).sort((one, other) => other.score - one.score);
return {
  looked_at: sections.length,
  sections: found.slice(0, 3).map(({ title, text, score }) => ({ title, text, score: Math.round(score * 100) / 100 })),
};
`;

/** JavaScript of the check: each quote must stand in the manual, and the section it stands in is named. */
export const CHECK_SOURCE = `const plain = (text) => text.replace(/\\s+/g, ' ').trim();
const sections = nodes.split.output.sections;
const quotes = nodes.answer.output.json.quotes.map((text) => {
  const home = sections.find((section) => plain(section.text).includes(plain(text)));
  return { text: plain(text), section: home?.title ?? null, verbatim: home !== undefined };
});
return { quotes, verbatim: quotes.filter((quote) => quote.verbatim).length };
`;
