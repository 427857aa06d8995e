export { ApiCalls, errorResponse, type ApiCallsOptions, type Arrival, type Refused } from './apiCalls.ts';
export { presentedKey, readClientHeaders, type ClientHeaders } from './clientHeaders.ts';
export { errorBody, type ApiError } from './errorBody.ts';
export { API_ERRORS } from './errorTable.ts';
export type { ReadyResponse } from './failureResponse.ts';
export { lastWords, readyOf, understudyHeaders, writeReady } from './respond.ts';
export { DATA_PATHS, matchRoute, type DataRoute } from './routes.ts';
export { serveCall, writeRefusal, type HttpCall } from './serveCall.ts';
