'use client';

import { errorText, QueryError } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { Icon, type IconName } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import type { FlowDetail, TemplateView } from '@/lib/contracts/flows';
import { formatCount, formatDuration, formatMoney } from '@/lib/i18n';
import { FlowPicture } from './flow-picture';
import styles from './template-gallery.module.css';
import { useCreateFromTemplate, useTemplates } from './use-flows';

/** The shipped templates, each with its picture, what it does and needs, and what a run costs. A press opens one as a draft. */
export function TemplateGallery({ isWanted, onCreated }: { isWanted: boolean; onCreated: (flow: FlowDetail) => void }) {
  const t = useT();
  const toast = useToast();
  const templates = useTemplates(isWanted);
  const create = useCreateFromTemplate();
  if (templates.isError) return <QueryError error={templates.error} onRetry={() => templates.refetch()} />;
  if (templates.isPending) {
    return (
      <div className={styles.gallery} aria-busy="true">
        <Skeleton height={296} />
        <Skeleton height={296} />
        <Skeleton height={296} />
      </div>
    );
  }
  if (templates.data.items.length === 0) return <p className="faint">{t('flows.create.noTemplates')}</p>;
  const use = (name: string) =>
    create.mutate(name, { onSuccess: onCreated, onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }) });
  return (
    <ul className={styles.gallery}>
      {templates.data.items.map((template) => (
        <li key={template.name}>
          <TemplateCard template={template} isBusy={create.isPending} onUse={() => use(template.name)} />
        </li>
      ))}
    </ul>
  );
}

function TemplateCard({ template, isBusy, onUse }: { template: TemplateView; isBusy: boolean; onUse: () => void }) {
  const t = useT();
  const { name, picture } = template;
  const titleKey = `templates.${name}.title`;
  const textKey = `templates.${name}.text`;
  return (
    <button type="button" className={styles.card} disabled={isBusy} onClick={onUse}>
      <span className={styles.frame}>
        <FlowPicture picture={picture} />
      </span>
      <span className={styles.words}>
        <strong>{t.has(titleKey) ? t(titleKey) : template.title}</strong>
        <span>{t.has(textKey) ? t(textKey) : template.description}</span>
      </span>
      <Facts template={template} />
    </button>
  );
}

function Facts({ template }: { template: TemplateView }) {
  const t = useT();
  const { measured, compared, nodeCount, name } = template;
  const needsKey = `templates.${name}.needs`;
  const money = (nano: string) =>
    formatMoney(nano, { currency: 'USD', locale: t.locale, free: t('common.free'), unknown: t('common.unknown') });
  const tokens = formatCount(measured.promptTokens + measured.completionTokens, t.locale);
  return (
    <span className={styles.facts}>
      <Fact icon="list-checks">{t.has(needsKey) ? t(needsKey) : t('templates.needsNothing')}</Fact>
      <Fact icon="clock">
        {t('templates.time', { time: formatDuration(measured.seconds * 1000, t.locale), nodes: nodeCount, calls: measured.calls })}
      </Fact>
      <Fact icon="coins">
        {t('templates.cost', { model: compared.model, cost: money(compared.costNano), asOf: compared.asOf, tokens })}
      </Fact>
    </span>
  );
}

function Fact({ icon, children }: { icon: IconName; children: string }) {
  return (
    <span className={styles.fact}>
      <Icon name={icon} size={14} />
      <span>{children}</span>
    </span>
  );
}
