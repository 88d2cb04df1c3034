/** What a failure code means, and what to do about it. The server's own sentence names the thing; this stands beside it. */
export const failures = {
  aborted: { title: 'Stopped', remedy: 'The call was stopped because the run no longer needed it.' },
  answer_too_large: { title: 'Answer too large', remedy: 'Set the longest answer (max_tokens) of the node, or ask for less at once.' },
  approval_timed_out: { title: 'Nobody decided in time', remedy: 'Give the approval more time, or let on_timeout take a branch.' },
  approvers_invalid: { title: 'Nobody may decide', remedy: 'Name members by e-mail address or by role in the approvers of the node.' },
  callback_timed_out: { title: 'Nobody called back', remedy: 'Give the callback more time, or let on_timeout take a branch.' },
  answer_garbled: { title: 'Unreadable answer', remedy: 'The other side sent a broken answer. Try again, then ask whoever runs it.' },
  certificate_invalid: { title: 'Invalid certificate', remedy: 'Ask whoever runs the server to renew its certificate.' },
  code_crashed: {
    title: 'The sandbox broke down',
    remedy: 'Try again; if it stays, make the code simpler and report it with the code of this run.',
  },
  code_cycle: {
    title: 'Answer holds itself',
    remedy: 'Return plain data: an object that refers back to itself cannot be written as JSON.',
  },
  code_input_too_large: {
    title: 'Too much to read',
    remedy: 'Take only what the code needs from earlier nodes, for example with a Transform before it.',
  },
  code_memory_limit: { title: 'Out of memory', remedy: 'Work on less at once, or raise the memory of the node (memory_mb, at most 256).' },
  code_never_settles: {
    title: 'Waits for ever',
    remedy:
      'The code awaits a promise that nothing fulfils. There are no timers and no network in it; call the web with an HTTP request node.',
  },
  code_no_answer: { title: 'No answer', remedy: 'End the code with return and the value; return null where there is nothing to say.' },
  code_not_json: {
    title: 'Answer is not JSON',
    remedy:
      'Return text, numbers, true, false, null, lists and plain objects. Write a BigInt as text, a Map with Object.fromEntries, and await promises.',
  },
  code_recursion: {
    title: 'Calls itself too deep',
    remedy: 'Give the function an end, or use a loop instead. Deeply nested data has the same effect.',
  },
  code_syntax: { title: 'Code cannot be read', remedy: 'Open the node in the editor and mend the line that is named.' },
  code_threw: {
    title: 'The code failed',
    remedy: 'Look at the line that is named, and at the input of the task. What the code wrote with console.log is kept with the attempt.',
  },
  code_time_limit: {
    title: 'Ran too long',
    remedy: 'Look for a loop without an end, or raise the time of the node (time_limit_ms, at most 60,000).',
  },
  code_unavailable: {
    title: 'No sandbox',
    remedy: 'This worker could not start a thread for the code. Try again later, or give the machine more memory.',
  },
  connection_lost: { title: 'Connection lost', remedy: 'Try again; give the node retries if this happens often.' },
  connection_refused: { title: 'Nothing answers there', remedy: 'Check host and port, and that the server is running.' },
  credential_host: {
    title: 'Key kept for another address',
    remedy: 'Save the credential again with the address it is meant for.',
  },
  credential_not_found: { title: 'No such credential', remedy: 'Choose another credential in the node, or add one under Settings.' },
  effect_denied: { title: 'Did not happen', remedy: 'A person said that the outside write did not happen. Run again to repeat it.' },
  effect_uncertain: { title: 'Uncertain', remedy: 'Look at the other side whether it happened, then say so on this page.' },
  egress_denied: {
    title: 'Address refused',
    remedy: 'Addresses inside your network are refused. The operator can allow one with MILLRACE_EGRESS_ALLOW.',
  },
  expression_limit: { title: 'Expression too costly', remedy: 'Make the expression simpler, or work on less data.' },
  expression_syntax: { title: 'Expression cannot be read', remedy: 'Open the node in the editor and mend the expression.' },
  expression_type: {
    title: 'Wrong kind of value',
    remedy: 'Look at the input of the task: a value is of another kind than the expression expects.',
  },
  host_not_found: { title: 'Unknown host', remedy: 'Check the spelling of the host name.' },
  http_status: {
    title: 'The other side said no',
    remedy:
      'Below status 500, check URL, query, headers and body of the node. From 500 on the trouble is on the other side: try again later.',
  },
  invalid_request: { title: 'Request cannot be sent', remedy: 'Check method and headers of the node.' },
  invalid_parameters: { title: 'Parameters do not fit', remedy: 'Open the node in the editor and check its parameters.' },
  items_not_a_list: { title: 'Not a list', remedy: 'The items of a For each node must be a list. Check its expression.' },
  missing_value: {
    title: 'A value is missing',
    remedy: 'The expression reads something that is not there. Check the name, or use has() first.',
  },
  model_answer_garbled: {
    title: 'Unreadable answer',
    remedy: 'Try again; if it stays, check that the base URL really speaks the provider’s protocol.',
  },
  model_content_refused: { title: 'Refused by a content filter', remedy: 'Change the prompt: the provider does not answer this one.' },
  model_denied: { title: 'Key refused', remedy: 'Check the key under Settings > Models.' },
  model_endpoint_invalid: {
    title: 'No model answers there',
    remedy: 'Check the base URL under Settings > Models; it usually ends with /v1.',
  },
  model_not_named: { title: 'No model named', remedy: 'Name one in the node, or a default model under Settings > Models.' },
  model_not_found: { title: 'Unknown model', remedy: 'Choose another model in the node, or check the base URL under Settings > Models.' },
  model_output_invalid: {
    title: 'Answer has another shape',
    remedy: 'The model did not keep to the schema. Make the schema simpler, or use a stronger model.',
  },
  model_quota: { title: 'No credit left', remedy: 'Top up the account, or use another key.' },
  model_rate_limited: { title: 'Too many calls', remedy: 'Lower the concurrency, or give the node retries.' },
  model_request_invalid: { title: 'Request not accepted', remedy: 'Check the parameters of the node: the model may not know one of them.' },
  model_unavailable: { title: 'Model not reachable', remedy: 'The trouble is on the provider’s side. Try again later.' },
  node_defect: { title: 'A defect in the node', remedy: 'This is our fault, not yours. Report it with the code of this run.' },
  output_too_large: { title: 'Output too large', remedy: 'Ask for less, or split the work with a For each node.' },
  poison: { title: 'Crashed three times', remedy: 'The run took its worker down three times. Look at the last task that began.' },
  provider_not_configured: {
    title: 'No key for this provider',
    remedy: 'Add one under Settings > Models, or choose the demo model in the node.',
  },
  run_timeout: { title: 'The run took too long', remedy: 'Give the flow a longer timeout, or make it do less at once.' },
  stream_cut: { title: 'The answer broke off', remedy: 'The text so far is kept. Try again for a whole one.' },
  timeout: { title: 'Too slow', remedy: 'Give the node a longer timeout, or ask for less.' },
  too_many_items: { title: 'Too many items', remedy: 'Split the list into smaller ones.' },
  too_many_redirects: { title: 'Sent in circles', remedy: 'Check the URL: the other side keeps sending the call elsewhere.' },
  unknown: { title: 'Unknown trouble', remedy: 'Try again; if it stays, report it with the code of this run.' },
  wait_time_invalid: { title: 'No time to wait for', remedy: 'Write how long, such as 15m or 2d, or until when, with its time zone.' },
  wait_too_long: { title: 'Too long a wait', remedy: 'Choose a time within ten years.' },
  worker_lost: { title: 'The worker went away', remedy: 'Another worker took over. Run again if the task did not finish.' },
} as const;
