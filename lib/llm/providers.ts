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
  /** Where it is called unless the credential says otherwise; null where the credential must. */
  baseUrl: string | null;
}

const OPENAI_MODELS = [
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
];

const ANTHROPIC_MODELS = [
  'claude-haiku-4-5',
  'claude-haiku-5-5',
  'claude-sonnet-5-5',
  'claude-sonnet-5',
  'claude-sonnet-4-6',
  'claude-sonnet-4-5',
  'claude-opus-5-5',
  'claude-opus-5',
  'claude-opus-4-8',
];

const GOOGLE_MODELS = ['gemini-2.5-flash', 'gemini-2.5-flash-lite', 'gemini-2.5-pro', 'gemini-3-flash-preview', 'gemini-3-pro-preview'];

/** Providers this release can call. */
export const PROVIDERS: readonly Provider[] = [
  { id: 'demo', title: 'Demo (no key, no network)', models: ['demo-1'], defaultModel: 'demo-1', needsCredential: false, baseUrl: null },
  withKey('openai', 'OpenAI', OPENAI_MODELS, 'https://api.openai.com/v1'),
  // Deployments have names of their own, which nobody else knows.
  { id: 'azure_openai', title: 'Azure OpenAI', models: [], defaultModel: null, needsCredential: true, baseUrl: null },
  withKey('anthropic', 'Anthropic', ANTHROPIC_MODELS, 'https://api.anthropic.com'),
  withKey('google', 'Google Gemini', GOOGLE_MODELS, 'https://generativelanguage.googleapis.com/v1beta'),
  { id: 'openai_compatible', title: 'Any OpenAI-compatible server', models: [], defaultModel: null, needsCredential: true, baseUrl: null },
];

/** The provider of this id, if there is one. */
export function findProvider(id: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.id === id);
}

/** A provider with models known by name, the first of them the default. */
function withKey(id: string, title: string, models: readonly string[], baseUrl: string): Provider {
  return { id, title, models, defaultModel: models[0] ?? null, needsCredential: true, baseUrl };
}
