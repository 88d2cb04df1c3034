export { type CodeFailure, type FormSources, FormSourcesProvider, type ReferenceGroup, type ReferenceOffer } from './form-sources';
export { KeyValueRows } from './key-values-widget';
export { PropertyList } from './property-list';
export { SchemaField } from './schema-field';
export { SchemaForm } from './schema-form';
export { SchemaText } from './schema-widget';
export { TemplateField } from './template-field';
export { type Draft, useDraft } from './use-draft';
