/** Names of the node types and their groups. A type without an entry (a plugin's) shows its own title. */
export const nodes = {
  category: { model: 'Model', connect: 'Connect', shape: 'Shape', decide: 'Decide and repeat', code: 'Code' },
  llm_completion: { title: 'Language model', description: 'Asks a chat model and streams its answer.' },
  http_request: { title: 'HTTP request', description: 'Calls a web address and reads its answer.' },
  template: { title: 'Template', description: 'Fills values into a text.' },
  transform: { title: 'Transform', description: 'Makes new values from earlier ones.' },
  switch: { title: 'Switch', description: 'Goes one of several ways.' },
  code: { title: 'Code', description: 'Runs JavaScript, away from everything.' },
  map: { title: 'For each', description: 'Does the same for every item of a list, several at a time.' },
  wait: { title: 'Wait', description: 'Goes on after a while, or at a certain time.' },
  approval: { title: 'Approval', description: 'A person approves or rejects before the run goes on.' },
  callback: { title: 'Callback', description: 'Waits until another system calls back.' },
} as const;
