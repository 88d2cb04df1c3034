/** Sentences from which the check is summed up. */
export const FACTS_TEMPLATE = `{{ string(nodes.tally.output.total) }} links were checked, and {{ string(size(nodes.tally.output.bad)) }} of them need attention.
By verdict there are {{ nodes.tally.output.by_verdict.map(v, string(nodes.tally.output.by_verdict[v]) + ' × ' + v).join(', ') }}.
{{ size(nodes.tally.output.bad) == 0 ? 'Nothing needs to be mended.' : 'The first to mend is ' + nodes.tally.output.bad[0].url + ', which is ' + nodes.tally.output.bad[0].verdict + '.' }}`;

/** What the model is asked about the whole check. */
export const SUMMARY_PROMPT = `Summarise this check of links for the owner of the site in three sentences. Keep every number and address.

<facts>
{{ nodes.facts.output.text }}
</facts>`;

/** The report in Markdown. */
export const REPORT_TEMPLATE = `{{ nodes.summary.output.text }}

| Verdict | Address | What was found |
| --- | --- | --- |
{{ nodes.each_link.output.items.filter(l, l != null).map(l, '| ' + l.verdict + ' | ' + l.url + ' | ' + l.detail + ' |').join('\\n') }}`;
