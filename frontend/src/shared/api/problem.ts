export type FieldProblem = { code: string; message: string };

type ProblemBody = {
  status?: number;
  code?: string;
  detail?: string;
  fields?: Record<string, FieldProblem[]>;
  facts?: Record<string, unknown>;
};

/** Every failure of the API as one kind of error: RFC 9457 problem documents, and what happens when there is none. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, FieldProblem[]>;
  readonly facts: Record<string, unknown>;

  constructor(
    body: ProblemBody,
    status: number,
    readonly requestId?: string,
  ) {
    super(body.detail ?? '');
    this.name = 'ApiError';
    this.status = body.status ?? status;
    this.code = body.code ?? (status === 0 ? 'offline' : `http_${status}`);
    this.fields = body.fields ?? {};
    this.facts = body.facts ?? {};
  }
}

export function toApiError(error: unknown, response?: Response): ApiError {
  if (error instanceof ApiError) return error;
  if (!response) return new ApiError({}, 0);
  const body = error && typeof error === 'object' ? (error as ProblemBody) : {};
  return new ApiError(body, response.status, response.headers.get('X-Request-ID') ?? undefined);
}

/** Should this be tried again by itself? Only what may pass: no connection, and the server's own faults. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
