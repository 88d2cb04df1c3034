/** What the sample addresses show: pages of a firm that we made up, one of each kind that a check of links meets. */
const PAGES: Readonly<Record<string, { title: string; text: string }>> = {
  start: { title: 'Larkfield Water Works', text: 'Welcome to Larkfield. We make controllers that water gardens and nothing else.' },
  'opening-hours': { title: 'Opening hours', text: 'Our shop is open from nine to six, Monday to Saturday.' },
  prices: { title: 'Prices', text: 'Prices for 2026: Rill 8 costs 189 euros, the rain sensor RS-2 costs 39 euros.' },
  imprint: { title: 'Imprint', text: 'This page is being rebuilt. Please come back next week.' },
  archive: { title: 'Archive', text: 'Every newsletter since 1998, newest first.' },
};

/** Where a page has gone. */
const MOVED: Readonly<Record<string, string>> = { 'old-prices': 'prices' };

/** The page that is slow on purpose, and how slow in ms: longer than a flow would wait, shorter than it would matter. */
const SLOW: Readonly<Record<string, number>> = { archive: 6000 };

/** Answers `/samples/pages/<name>`: good pages, one that moved, one that takes its time, and 404 for every other name. Public and static. */
export async function answerSamplePage(name: string, signal: AbortSignal): Promise<Response> {
  const moved = Object.hasOwn(MOVED, name) ? MOVED[name] : undefined;
  if (moved !== undefined) return new Response(null, { status: 301, headers: { Location: `/samples/pages/${moved}`, ...HEADERS } });
  const page = Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  if (!page) return html(404, { title: 'Not found', text: 'There is no such page.' });
  if (Object.hasOwn(SLOW, name)) await wait(SLOW[name] ?? 0, signal);
  return html(200, page);
}

const HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'" };

function html(status: number, { title, text }: { title: string; text: string }): Response {
  const body = `<!doctype html>\n<html lang="en">\n<title>${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n</html>\n`;
  return new Response(body, { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...HEADERS } });
}

/** Ends early when the caller has gone. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
