import { type Principal, requirePermission } from '@/lib/auth';
import type { ImportReport } from '@/lib/contracts/transfer';
import { type FlowDocument, type OutsideReference, outsideReferences } from '@/lib/dsl';
import { findProvider } from '@/lib/llm';
import { CREDENTIAL_COLUMNS, type CredentialRow } from '@/lib/services/credentials/credential-row';
import { listConfiguredProviders } from '@/lib/services/credentials/list-configured-providers';
import type { ServiceDeps } from '@/lib/services/deps';
import { isId } from '@/lib/std/ids';

type Missing = Pick<ImportReport, 'providers' | 'models' | 'credentials' | 'credentialsSeen'>;

/** What a document asks for that this workspace does not have: providers, models, credentials by name or id. */
export async function missingHere(
  deps: Pick<ServiceDeps, 'db' | 'catalog'>,
  principal: Principal,
  document: FlowDocument,
): Promise<Missing> {
  const references = outsideReferences(document, deps.catalog);
  const credentialsSeen = principal.permissions.has('credential:use');
  const [configured, rows] = await Promise.all([
    listConfiguredProviders(deps, principal.workspaceId),
    credentialsSeen ? listRows(deps, principal) : [],
  ]);
  return {
    providers: gather(
      references.filter(({ provider }) => provider !== undefined && !configured.includes(provider)),
      ({ provider = '' }) => ({ provider }),
    ),
    models: gather(
      references.filter((reference) => isUnknownModel(reference, rows)),
      ({ provider = '', model = '' }) => ({ provider, model }),
    ),
    credentials: gather(
      references.filter(({ credential }) => credential !== undefined),
      ({ credential = '', kind }) => ({ reference: credential, kind }),
    ).map((need) => ({ ...need, ...candidates(need, rows) })),
    credentialsSeen,
  };
}

async function listRows({ db }: Pick<ServiceDeps, 'db'>, principal: Principal): Promise<CredentialRow[]> {
  requirePermission(principal, 'credential:use');
  const sql = `SELECT ${CREDENTIAL_COLUMNS} FROM credential WHERE workspace_id = $1 ORDER BY name, id LIMIT 500`;
  return (await db.query<CredentialRow>(sql, [principal.workspaceId])).rows;
}

/** Providers whose models have names of their own know none, and so miss none. */
function isUnknownModel({ provider, model }: OutsideReference, rows: readonly CredentialRow[]): boolean {
  const known = provider === undefined ? undefined : findProvider(provider);
  if (!known || model === undefined || known.models.length === 0 || known.models.includes(model)) return false;
  return !rows.some(({ kind, config }) => kind === provider && config.defaultModel === model);
}

function candidates({ reference, kind }: { reference: string; kind: string }, rows: readonly CredentialRow[]) {
  const choices = rows.filter((row) => row.kind === kind).map(({ id, name }) => ({ id, name }));
  const found = choices.find((choice) => (isId(reference) ? choice.id : choice.name) === reference) ?? null;
  return { found, choices };
}

/** One entry for each thing that is asked for, with the nodes that ask. */
function gather<T extends object>(
  references: readonly OutsideReference[],
  of: (reference: OutsideReference) => T,
): (T & { nodes: string[] })[] {
  const byKey = new Map<string, T & { nodes: string[] }>();
  for (const reference of references) {
    const thing = of(reference);
    const key = JSON.stringify(thing);
    const entry = byKey.get(key) ?? { ...thing, nodes: [] };
    if (reference.nodeId !== null && !entry.nodes.includes(reference.nodeId)) entry.nodes.push(reference.nodeId);
    byKey.set(key, entry);
  }
  return [...byKey.values()];
}
