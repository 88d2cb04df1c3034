export { createModels, type Models, type ModelsOptions } from './create-models';
export type { FindModelCredential, ModelCredential } from './model-credential';
export { ANY_MODEL, createPriceBook, type OwnPrice, type PriceBook } from './price-book';
export { COMPARED_MODEL, comparePrice, type ExactCost, exactCost, type ModelPrice, roundMoney, shippedPrice } from './prices';
export { findProvider, PROVIDERS, type Provider } from './providers';
export { type PriceList, SHIPPED_PRICES } from './shipped-prices';
