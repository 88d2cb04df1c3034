import NextAuth from 'next-auth';
import { webDeps } from '@/lib/http/web-deps';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own routes: csrf, session, the link's callback, sign-out. */
async function handler(request: Request, context: Context): Promise<Response> {
  return NextAuth(webDeps().authOptions)(request, context);
}

export { handler as GET, handler as POST };
