// Answers one JSON case a line with what @clerk/backend decides about it.
import { createInterface } from "node:readline";
import { createClerkClient } from "@clerk/backend";

const COMPARED_HEADERS = [
  "cache-control",
  "x-clerk-auth-status",
  "x-clerk-auth-reason",
  "access-control-allow-origin",
  "access-control-allow-credentials",
];
const AUTH_FIELDS = [
  "tokenType", "userId", "sessionId", "sessionStatus", "orgId", "orgRole", "orgSlug", "orgPermissions", "actor",
  "factorVerificationAge", "sessionClaims", "id", "subject", "scopes", "name", "claims", "clientId", "machineId",
];

for (const name of Object.keys(process.env)) if (/^(NEXT_PUBLIC_)?(CLERK|VERCEL)_/.test(name)) delete process.env[name];
for (const name of ["log", "warn", "error", "info", "debug"]) console[name] = () => {};

// A failing key set is asked for five times, with pauses; they change nothing but the time that a run takes.
const { setTimeout: later } = globalThis;
globalThis.setTimeout = (run, _delay, ...rest) => later(run, 0, ...rest);

function authObject(state, test) {
  const auth = state.toAuth({ treatPendingAsSignedOut: test.treatPendingAsSignedOut });
  if (!auth) return null;
  const fields = Object.fromEntries(AUTH_FIELDS.map((name) => [name, auth[name] ?? null]));
  fields.has = test.questions.map((question) => auth.has(question));
  return fields;
}

async function decide(test) {
  let request;
  try {
    request = new Request(test.url, { method: test.method, headers: test.headers });
  } catch (error) {
    return { refused: error.message };
  }
  Date.now = () => test.now;
  try {
    const client = createClerkClient(test.options);
    const state = await client.authenticateRequest(request, test.options);
    return {
      status: state.status,
      reason: state.reason ?? null,
      message: state.message ?? null,
      location: state.headers.get("location"),
      setCookies: state.headers.getSetCookie(),
      headers: Object.fromEntries(COMPARED_HEADERS.map((name) => [name, state.headers.get(name)])),
      auth: authObject(state, test),
    };
  } catch (error) {
    return { threw: String(error?.message ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const result = await decide(JSON.parse(line));
  // Ruby reads no half surrogates.
  const wellFormed = (_name, value) => (typeof value === "string" ? value.toWellFormed() : value);
  process.stdout.write(`${JSON.stringify(result, wellFormed)}\n`);
}
