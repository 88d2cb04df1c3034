/** The environment of a child process: ours, with these settings over it. `undefined` takes a variable away. */
export function childEnv(settings: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const merged: NodeJS.ProcessEnv = { ...process.env };
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}
