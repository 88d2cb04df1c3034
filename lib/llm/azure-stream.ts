import type { OpenChatStream } from './chat-call';
import { toLangChain } from './lang-chain';
import { clientOptions, openAiFields, pieces } from './openai-stream';
import { messagesFor } from './told-schema';

/** The API version used where the credential names none: the last dated one in general availability. */
export const AZURE_API_VERSION = '2024-10-21';

/** Azure OpenAI: OpenAI's protocol with a key header of its own, called by deployment (`call.model`). */
export const azureStream: OpenChatStream = async function* (call, guarded) {
  const { AzureChatOpenAICompletions } = await import('@langchain/openai');
  const { apiVersion, defaultModel } = call.credential.config;
  const chat = new AzureChatOpenAICompletions({
    ...openAiFields(call),
    // By the model's name LangChain knows which parameters it takes; a deployment may be called anything.
    model: defaultModel ?? call.model,
    azureOpenAIApiKey: call.credential.secret || 'none',
    azureOpenAIApiDeploymentName: encodeURIComponent(call.model),
    azureOpenAIApiVersion: apiVersion ?? AZURE_API_VERSION,
    // Wins over what the environment may say of an endpoint.
    azureOpenAIBasePath: `${call.baseUrl.replace(/\/+$/, '')}/openai/deployments`,
    configuration: clientOptions(guarded.fetch),
  });
  yield* pieces(await chat.stream(await toLangChain(messagesFor(call)), { signal: guarded.signal }));
};
