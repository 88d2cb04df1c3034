import { answerSamplePage } from '@/lib/http/answer-sample-page';

/** Sample pages for flows that read the web; public, and the same for everybody. */
export async function GET(request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  return answerSamplePage((await params).name, request.signal);
}
