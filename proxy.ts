import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { getToken } from 'next-auth/jwt';
import { webDeps } from '@/lib/http/web-deps';

/** Pages one sees without being signed in. */
const OPEN = /^\/sign-in(\/|$)/;

/** Headers of every page, and the way to /sign-in for who has no session. A courtesy only: each use case authorises by itself. */
export default async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  if (!OPEN.test(pathname) && !(await hasSession(request))) {
    // Next makes this relative again before it leaves: the address people reach us by is not always the one we listen on.
    const signIn = request.nextUrl.clone();
    signIn.pathname = '/sign-in';
    signIn.search = '';
    return NextResponse.redirect(signIn, { status: 307, headers: { 'Cache-Control': 'no-store' } });
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = policyWith(nonce);
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set('Content-Security-Policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('X-Frame-Options', 'DENY');
  response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  return response;
}

async function hasSession(request: NextRequest): Promise<boolean> {
  const { secret, useSecureCookies } = webDeps().authOptions;
  // A secret is always set by the web process; without one nobody is signed in.
  if (secret === undefined) return false;
  return (await getToken({ req: request, secret, secureCookie: useSecureCookies ?? false })) !== null;
}

function policyWith(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // The canvas places nodes by inline styles, and charts theirs.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Not for files, which need no session, nor for next-auth's routes, which make one. */
export const config = { matcher: ['/((?!api/|_next/|samples/|icon\\.svg$|favicon\\.ico$).*)'] };
