import type { JsonSchema } from '@/lib/dsl/json-schema';

/** What the model is asked of each invoice. */
export const READ_PROMPT = `Read this invoice. Copy what it says, even where it is wrong: a day that does not exist, a sum that is wrong. Where no tax is charged, tax is 0.

Currencies:
- EUR: €, euro
- USD: $, US dollar
- GBP: £, pound
- CHF: Swiss franc
- SEK: Swedish krona, kr
- JPY: ¥, yen
- AUD: Australian dollar

<invoice>
{{ item }}
</invoice>`;

const DAY = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

/** The fields of an invoice. Dates are texts: a day that does not exist is a finding, not an answer of the wrong shape. */
export const INVOICE_SHAPE: JsonSchema = {
  type: 'object',
  required: ['number', 'supplier', 'issued', 'due', 'currency', 'net', 'tax', 'total'],
  additionalProperties: false,
  properties: {
    number: { type: 'string', pattern: '^[A-Z]{1,3}-?[0-9]{2,8}(?:[-/][0-9]{2,6})?$', description: 'Invoice number' },
    supplier: {
      type: 'string',
      maxLength: 120,
      description: 'Who sent it: vendor, seller, from, von; otherwise the first line',
    },
    issued: { type: 'string', pattern: DAY, description: 'Invoice issued, Rechnungsdatum; YYYY-MM-DD' },
    due: { type: 'string', pattern: DAY, description: 'Due, payable by, zahlbar bis; YYYY-MM-DD' },
    currency: { type: 'string', enum: ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'JPY', 'AUD'] },
    net: { type: 'number', description: 'Net, subtotal, Nettobetrag' },
    tax: { type: 'number', description: 'VAT, sales tax, GST, MwSt' },
    total: { type: 'number', description: 'Total to pay, Gesamtbetrag' },
  },
};
