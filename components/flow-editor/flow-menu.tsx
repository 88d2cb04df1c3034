'use client';

import { useExportFlow } from '@/components/flow-transfer';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { useTools } from './editor-context';

/** What can be done with the flow as a file. An export is of the draft as it stands here: what is not saved yet is saved first. */
export function FlowMenu() {
  const t = useT();
  const { flowId, ui, saver, tell } = useTools();
  const exporting = useExportFlow();
  const exportAs = async (format: 'json' | 'yaml') => {
    if (await saver.flush()) exporting.mutate({ flowId, format });
    else tell({ tone: 'bad', key: 'transfer.exportNotSaved' });
  };
  return (
    <Menu
      label={t('transfer.menu')}
      trigger={<Icon name="ellipsis" />}
      items={[
        { id: 'import', label: t('transfer.import'), icon: 'upload', onSelect: () => ui.setState({ dialog: 'import' }) },
        { id: 'line', separator: true },
        { id: 'json', label: t('transfer.exportJson'), icon: 'download', onSelect: () => void exportAs('json') },
        { id: 'yaml', label: t('transfer.exportYaml'), icon: 'download', onSelect: () => void exportAs('yaml') },
      ]}
    />
  );
}
