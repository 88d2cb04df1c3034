import { callNextAuth } from '@/components/api';

/** Ends the session of this browser. Answers whether it worked. */
export async function signOut(): Promise<boolean> {
  try {
    await callNextAuth('signout');
    return true;
  } catch {
    return false;
  }
}
