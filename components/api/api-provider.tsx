'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { type Api, createApi, createLiveClient, isClientError, type LiveClient, type LiveStatus } from '@/lib/client';

interface Connections {
  api: Api;
  live: LiveClient;
}

const ConnectionContext = createContext<Connections | null>(null);

/** One API client, one live connection and one cache for everything below it. An ended session leads to the sign-in page. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [connections] = useState<Connections>(() => ({ api: createApi({ onUnauthenticated: toSignIn }), live: createLiveClient() }));
  const [queries] = useState(createQueryClient);
  return (
    <ConnectionContext.Provider value={connections}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ConnectionContext.Provider>
  );
}

/** The typed API: `useApi().call('getFlow', { params: { id } })`. */
export function useApi(): Api {
  return useConnections().api;
}

/** The tab's live connection. */
export function useLive(): LiveClient {
  return useConnections().live;
}

/** State of the live connection, for telling that it was lost. */
export function useLiveStatus(): LiveStatus {
  const live = useLive();
  return useSyncExternalStore(
    (onChange) => live.onStatus(onChange),
    () => live.status(),
    () => 'idle',
  );
}

function useConnections(): Connections {
  const connections = useContext(ConnectionContext);
  if (!connections) throw new Error('Wrap this in an ApiProvider');
  return connections;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Only what may pass by itself is worth asking again.
        retry: (count, error) => count < 2 && isClientError(error) && (error.code === 0 || error.status >= 500),
      },
    },
  });
}

function toSignIn(): void {
  if (!location.pathname.startsWith('/sign-in')) location.assign('/sign-in?expired=1');
}
