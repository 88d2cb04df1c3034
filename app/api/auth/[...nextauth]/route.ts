import NextAuth from 'next-auth';
import { presentSignIn } from '@/lib/http/present-sign-in';
import { webDeps } from '@/lib/http/web-deps';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own routes: csrf, session, the ways in, sign-out. */
async function handler(request: Request, context: Context): Promise<Response> {
  return presentSignIn(await NextAuth(webDeps().authOptions)(request, context));
}

export { handler as GET, handler as POST };
