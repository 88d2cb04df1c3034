'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { signInBy, useApi } from '@/components/api';
import type { AccountView, ChangePassword, UpdateAccount } from '@/lib/contracts/account';

/** The signed-in person's account. */
export function useAccount() {
  const api = useApi();
  return useQuery({ queryKey: ['account'], queryFn: ({ signal }) => api.call('getAccount', { signal }) });
}

/** Saves name and address. */
export function useUpdateAccount() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateAccount) => api.call('updateAccount', { body }),
    onSuccess: (account) => {
      queries.setQueryData(['account'], account);
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
}

/** Sets the password, which ends every session, and signs this browser in again by it. */
export function useChangePassword({ email }: Pick<AccountView, 'email'>) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: ChangePassword) => {
      await api.call('changePassword', { body });
      await signInBy('password', { email: email ?? '', password: body.newPassword }).catch(() => location.assign('/sign-in'));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['account'] }),
    // The password must not outlive the form.
    gcTime: 0,
  });
}

/** Ends every session of the person. */
export function useSignOutEverywhere() {
  const api = useApi();
  return useMutation({ mutationFn: () => api.call('signOutEverywhere') });
}
