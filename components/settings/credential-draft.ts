import type { CredentialKind, CredentialView, SaveCredential } from '@/lib/contracts/settings';
import type { MessageKey } from '@/lib/i18n';

/** A credential as the form holds it; `config` keeps what the form does not show. */
export interface CredentialDraft {
  name: string;
  kind: CredentialKind;
  baseUrl: string;
  deployment: string;
  apiVersion: string;
  defaultModel: string;
  secret: string;
  config: CredentialView['config'];
}

/** What the form asks of a kind. */
export interface KindFacts {
  needsKey: boolean;
  needsBaseUrl: boolean;
  /** Shown where no address is written. */
  baseUrl: string;
  /** Where a key is made. */
  console: string;
}

/** Where Ollama listens by default (docs.ollama.com, "OpenAI compatibility"). */
export const LOCAL_URL = 'http://127.0.0.1:11434/v1';
/** What Azure is called by where nothing else is said. */
export const AZURE_API_VERSION = '2024-10-21';

const FACTS = {
  openai: { needsKey: true, needsBaseUrl: false, baseUrl: 'https://api.openai.com/v1', console: 'platform.openai.com' },
  anthropic: { needsKey: true, needsBaseUrl: false, baseUrl: 'https://api.anthropic.com', console: 'platform.claude.com' },
  google: {
    needsKey: true,
    needsBaseUrl: false,
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    console: 'aistudio.google.com',
  },
  azure_openai: { needsKey: true, needsBaseUrl: true, baseUrl: 'https://my-resource.openai.azure.com', console: 'portal.azure.com' },
  openai_compatible: { needsKey: false, needsBaseUrl: true, baseUrl: LOCAL_URL, console: '' },
} satisfies Partial<Record<CredentialKind, KindFacts>>;

export type ModelKind = keyof typeof FACTS;

/** Kinds that can be asked a question, in the order they are offered. */
export const MODEL_KINDS = ['openai', 'anthropic', 'google', 'azure_openai', 'openai_compatible'] as const satisfies readonly ModelKind[];

/** What the form asks of this kind; null for kinds it does not make. */
export function factsOf(kind: CredentialKind): KindFacts | null {
  return isModelKind(kind) ? FACTS[kind] : null;
}

/** Whether a credential of this kind opens a model. */
export function isModelKind(kind: CredentialKind): kind is ModelKind {
  return Object.hasOwn(FACTS, kind);
}

export const NEW_DRAFT: CredentialDraft = {
  ...{ name: '', kind: 'openai', baseUrl: '', deployment: '', apiVersion: '', defaultModel: '', secret: '' },
  config: {},
};

/** What one press saves for a server on this computer. */
export const LOCAL_CREDENTIAL: SaveCredential = { name: 'local', kind: 'openai_compatible', config: { baseUrl: LOCAL_URL }, secret: '' };

/** A stored credential as the form holds it. */
export function draftOf({ name, kind, config }: CredentialView): CredentialDraft {
  const { baseUrl = '', deployment = '', apiVersion = '', defaultModel = '' } = config;
  return { name, kind, baseUrl, deployment, apiVersion, defaultModel, secret: '', config };
}

export type Problems = Partial<Record<'name' | 'baseUrl' | 'deployment' | 'apiVersion' | 'secret', MessageKey>>;

/** What has to be mended before the draft can be saved. `before` is null for a new one. */
export function problemsOf(draft: CredentialDraft, before: CredentialDraft | null): Problems {
  const facts = factsOf(draft.kind);
  const problems: Problems = {};
  if (draft.name.trim() === '') problems.name = 'settings.models.nameRequired';
  const isBaseUrlWanted = facts?.needsBaseUrl || draft.baseUrl.trim() !== '';
  if (isBaseUrlWanted && !isWebAddress(draft.baseUrl)) problems.baseUrl = 'settings.models.baseUrlInvalid';
  if (facts?.needsKey && draft.secret.trim() === '') {
    if (before === null) problems.secret = 'settings.models.secretRequired';
    else if (isMoved(draft, before)) problems.secret = 'settings.models.secretAgain';
  }
  if (draft.kind !== 'azure_openai') return problems;
  if (draft.deployment.trim() === '') problems.deployment = 'settings.models.deploymentRequired';
  if (!/^(\d{4}-\d{2}-\d{2}(-preview)?)?$/.test(draft.apiVersion.trim())) problems.apiVersion = 'settings.models.apiVersionInvalid';
  return problems;
}

/** Whether the key would go to another address than before. */
export function isMoved(draft: CredentialDraft, before: CredentialDraft): boolean {
  return trimmed(draft.baseUrl) !== trimmed(before.baseUrl);
}

/** The request that saves a draft. A key left empty keeps the stored one, except where the address has changed. */
export function toBody(draft: CredentialDraft, before: CredentialDraft | null): SaveCredential {
  const { baseUrl: _url, deployment: _deployment, apiVersion: _version, defaultModel: _model, ...kept } = draft.config;
  const isAzure = draft.kind === 'azure_openai';
  const written = {
    baseUrl: trimmed(draft.baseUrl),
    defaultModel: draft.defaultModel.trim(),
    deployment: isAzure ? draft.deployment.trim() : '',
    apiVersion: isAzure ? draft.apiVersion.trim() : '',
  };
  const secret = draft.secret.trim();
  const isKept = secret === '' && before !== null && !isMoved(draft, before);
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    config: { ...kept, ...Object.fromEntries(Object.entries(written).filter(([, value]) => value !== '')) },
    ...(!isKept && { secret }),
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text.trim()) && URL.canParse(text.trim());
}

function trimmed(address: string): string {
  return address.trim().replace(/\/+$/, '');
}
