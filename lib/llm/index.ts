export { createModels, type Models, type ModelsOptions } from './create-models';
export type { FindModelCredential, ModelCredential } from './model-credential';
export { COMPARED_MODEL, comparePrice, costNano, type ModelPrice, PRICES_SOURCE, priceOf } from './prices';
export { findProvider, PROVIDERS, type Provider } from './providers';
