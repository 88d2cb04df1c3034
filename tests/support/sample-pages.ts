import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerSamplePage } from '@/lib/http/answer-sample-page';

/** The product's own sample pages on a port of their own, as its pages serve them. */
export async function serveSamplePages(): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const answer = await answerSamplePage((request.url ?? '').replace('/samples/pages/', ''), gone.signal);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
