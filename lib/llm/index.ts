export { createModels, type Models, type ModelsOptions } from './create-models';
export type { FindModelCredential, ModelCredential } from './model-credential';
export { type CallCost, COMPARED_MODEL, callCost, comparePrice, costNano, type ModelPrice, priceOf } from './prices';
export { findProvider, PROVIDERS, type Provider } from './providers';
export { type PriceList, SHIPPED_PRICES } from './shipped-prices';
