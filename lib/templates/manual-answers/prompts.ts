import type { JsonSchema } from '@/lib/dsl/json-schema';

/** How the model answers: from the sections that were found, and with what it rests on. */
export const ANSWER_PROMPT = `Answer the question briefly, from these sections of a manual only. Quote the sentences the answer rests on word for word.

<sections>
{{ size(nodes.rank.output.sections) == 0 ? 'No section fits.' : nodes.rank.output.sections.map(s, '## ' + s.title + '\\n' + s.text).join('\\n\\n') }}
</sections>

Question: {{ input.question }}`;

/** The answer and its proof. */
export const ANSWER_SHAPE: JsonSchema = {
  type: 'object',
  required: ['answer', 'quotes'],
  additionalProperties: false,
  properties: {
    answer: { type: 'string', description: 'The answer; says so when the sections do not hold it' },
    quotes: {
      type: 'array',
      maxItems: 5,
      items: { type: 'string', maxLength: 600 },
      description: 'Whole sentences of the sections, word for word',
    },
  },
};
