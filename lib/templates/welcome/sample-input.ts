import type { JsonObject } from '@/lib/std/json';

/** A message as customers write them. */
export const WELCOME_INPUT: JsonObject = {
  name: 'Priya',
  message:
    'Hello, the boots from order TW-48213 are half a size too small. I wore them once around the house. ' +
    'Can I still return them, who pays the shipping, and how long does the refund take?',
};
