/**
 * JavaScript of the check of one invoice: what the model read is held against arithmetic and the calendar, and against the rows of the text.
 * A row proves itself: two of its numbers multiply to its last.
 */
export const CHECK_SOURCE = `const read = nodes.read.output.json;
const problems = [];
const cents = (value) => Math.round(value * 100);
const isDay = (text) => {
  const [year, month, day] = text.split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

if (cents(read.net) + cents(read.tax) !== cents(read.total)) {
  problems.push('Net ' + read.net + ' and tax ' + read.tax + ' make ' + (cents(read.net) + cents(read.tax)) / 100 + ', not ' + read.total);
}
for (const name of ['issued', 'due']) if (!isDay(read[name])) problems.push('There is no day ' + read[name] + ' (' + name + ')');
if (isDay(read.issued) && isDay(read.due) && read.due < read.issued) problems.push('Due on ' + read.due + ', before it was issued on ' + read.issued);

// 1.234,50 and 1 234,50, 1'234.50 and 1,234.50: the last comma or point before two digits is the decimal one.
const NUMBER = /\\d{1,3}(?:[.' ]\\d{3})+,\\d{2}(?!\\d)|\\d+,\\d{2}(?![\\d,])|\\d{1,3}(?:[,']\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?/g;
const toNumber = (text) => {
  const plain = text.replace(/[' ]/g, '');
  return Number(/,\\d{2}$/.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', ''));
};
const rows = item.split('\\n').flatMap((line) => {
  const numbers = (line.match(NUMBER) ?? []).map(toNumber);
  const amount = numbers.at(-1);
  const price = numbers.at(-2);
  const isRow = numbers.length >= 3 && numbers.slice(0, -2).some((quantity) => cents(quantity * price) === cents(amount));
  return isRow ? [amount] : [];
});
const sum = rows.reduce((total, amount) => total + cents(amount), 0);
if (rows.length > 0 && sum !== cents(read.net)) problems.push('The rows make ' + sum / 100 + ', not ' + read.net);

return { ...read, rows: rows.length, ok: problems.length === 0, problems };
`;
