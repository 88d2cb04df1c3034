const TRACING = /^(LANGSMITH|LANGCHAIN)_/;

/** Removes the variables that would make LangChain send prompts to a tracing service. Call it before anything loads LangChain. */
export function clearTracing(): void {
  for (const name of Object.keys(process.env)) if (TRACING.test(name)) delete process.env[name];
}
