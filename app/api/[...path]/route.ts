import { webDeps } from '@/lib/http/web-deps';

/** The API where Next is hosted alone; under `npm start` the router answers before Next sees a request. */
async function handler(request: Request): Promise<Response> {
  return webDeps().api(request);
}

export { handler as DELETE, handler as GET, handler as HEAD, handler as OPTIONS, handler as PATCH, handler as POST, handler as PUT };
