import { en } from './en';
import { zh } from './zh';

/** A catalogue of a language: the English one's keys, any sentences. A missing or surplus key is a type error. */
export type Catalogue = SameKeys<typeof en>;

/** `flows.title`, `issues.cycle`: every leaf of the catalogue. */
export type MessageKey = Leaves<typeof en>;

/** The languages of the product, the one to fall back on first. */
export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

/** What each language calls itself: the same on every screen, so that whoever reads no other finds it. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', zh: '简体中文' };

/** Each language with its sentences. */
export const catalogues: Record<Locale, Catalogue> = { en, zh };

type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];
