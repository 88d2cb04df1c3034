export { ImportDialog, type OpenFlow } from './import-dialog';
export { useExportFlow } from './use-export-flow';
