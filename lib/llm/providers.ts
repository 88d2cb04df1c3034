/** A model provider as the editor lists it. */
export interface Provider {
  id: string;
  title: string;
  /** Models known by name; others may be typed. */
  models: readonly string[];
  /** Used where neither the node nor the credential names one. */
  defaultModel: string | null;
  /** False: works without a key. */
  needsCredential: boolean;
}

/** Providers this release can call. */
export const PROVIDERS: readonly Provider[] = [
  { id: 'demo', title: 'Demo (no key, no network)', models: ['demo-1'], defaultModel: 'demo-1', needsCredential: false },
  {
    id: 'openai',
    title: 'OpenAI',
    models: [
      'gpt-4o-mini',
      'gpt-4o',
      'gpt-4.1',
      'gpt-4.1-mini',
      'gpt-4.1-nano',
      'gpt-5.5',
      'gpt-5.4',
      'gpt-5.4-mini',
      'gpt-5.4-nano',
      'gpt-5',
      'gpt-5-mini',
      'gpt-5-nano',
      'o3',
      'o4-mini',
    ],
    defaultModel: 'gpt-4o-mini',
    needsCredential: true,
  },
  { id: 'openai_compatible', title: 'Any OpenAI-compatible server', models: [], defaultModel: null, needsCredential: true },
];

/** The provider of this id, if there is one. */
export function findProvider(id: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.id === id);
}
