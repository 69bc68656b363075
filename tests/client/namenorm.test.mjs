// The JavaScript client against the live service (SERVICE), and against servers that fail (here).

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

const SERVICE = process.env.SERVICE;
const { BrokenAnswer, Namenorm, NamenormError, Problem, Unreachable } = await import(
  process.env.SCRIPT
);

const TEXT = "Łukašenka’s aide flew from Minsk.";
const service = new Namenorm(SERVICE);

/** A server that answers as `answers` say, one after the other, and what it was asked. */
async function failing(answers, ask) {
  const seen = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      seen.push({ url: request.url, headers: request.headers, body });
      answers[Math.min(seen.length, answers.length) - 1](response, body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = `http://127.0.0.1:${server.address().port}`;
    return [await ask(address).catch((error) => error), seen];
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const answer =
  (status, body, headers = {}) =>
  (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
const KEYS = { q: "Minsk", keys: ["dsminsk"] };
const NOW = { "Retry-After": "0" };

async function collected(rows) {
  const found = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** What the service answers to a request that the client did not make. */
async function posted(path, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(SERVICE + path, {
    method: "POST",
    body: JSON.stringify(body),
    headers,
  });
  return response.json();
}

const VERBS = [
  ["resolve", ["Łukaszenka", { limit: 1 }], "/v1/resolve", { q: "Łukaszenka", limit: 1 }],
  ["resolveBatch", [["Minsk", ""]], "/v1/resolve/batch", { names: ["Minsk", ""] }],
  ["annotate", [TEXT, { lang: "en" }], "/v1/annotate", { text: TEXT, lang: "en" }],
  ["restyle", [TEXT, "en-press"], "/v1/restyle", { text: TEXT, style: "en-press" }],
  ["lint", [TEXT, { style: "en-press" }], "/v1/lint", { text: TEXT, style: "en-press" }],
  ["compare", ["Łukašenka", "Lukashenko"], "/v1/compare", { a: "Łukašenka", b: "Lukashenko" }],
  ["compare", ["Ольга", "Вольга", { role: "given" }], "/v1/compare",
    { a: "Ольга", b: "Вольга", role: "given" }],
  ["keys", ["Minsk", { within: "script" }], "/v1/keys", { q: "Minsk", within: "script" }],
  ["transliterate", ["Мінск", { scheme: "be-lacinka" }], "/v1/transliterate",
    { text: "Мінск", scheme: "be-lacinka" }],
  ["detect", [TEXT], "/v1/detect", { text: TEXT }],
  ["inspect", ["Мiнск"], "/v1/inspect", { text: "Мiнск" }],
  ["origin", ["Tsikhanouskaya"], "/v1/origin", { name: "Tsikhanouskaya" }],
  ["respell", ["Тихановская", { to: "be" }], "/v1/respell", { name: "Тихановская", to: "be" }],
  ["card", ["Каўшоў", { on: "2009-01-01" }], "/v1/card", { name: "Каўшоў", on: "2009-01-01" }],
  ["schemes", [{ lang: "uk", on: undefined }], "/v1/schemes?lang=uk"],
  ["identity", ["minsk"], "/v1/identities/minsk"],
  ["ready", [], "/readyz"],
];

for (const [verb, given, path, body] of VERBS) {
  test(`${verb} gives what the service answers`, async () => {
    const expected = body ? await posted(path, body) : await (await fetch(SERVICE + path)).json();
    assert.deepEqual(await service[verb](...given), expected);
  });
}

test("every endpoint has a verb", async () => {
  const document = await (await fetch(`${SERVICE}/openapi.json`)).json();
  const paths = Object.keys(document.paths).filter((path) => path.startsWith("/v1/"));
  const asked = VERBS.map(([, , path]) => path.split("?")[0].replace("minsk", "{id_}"));
  assert.deepEqual(new Set([...paths, "/readyz"]), new Set(asked));
  const verbs = new Set(Object.getOwnPropertyNames(Namenorm.prototype));
  const known = ["constructor", "resolveMany", ...VERBS.map(([verb]) => verb)];
  assert.deepEqual(verbs, new Set(known));
});

test("the language picks what is displayed", async () => {
  const found = await new Namenorm(SERVICE, { language: "be-Latn" }).resolve("Lukashenko");
  assert.deepEqual(found.matches[0].display, { text: "Alaksandar Łukašenka", lang: "be-Latn" });
});

for (const [ask, status, type, field] of [
  [() => service.resolve("!!!"), 400, "empty-name", "q"],
  [() => service.resolve("а".repeat(301)), 413, "name-too-long", "q"],
  [() => service.resolve("Minsk", { limit: 0 }), 422, "invalid-parameters", "limit"],
  [() => service.transliterate("Мінск", { scheme: "x" }), 422, "unknown-scheme", "scheme"],
  [() => service.identity("a/b?c"), 404, undefined],
]) {
  test(`a problem says all that the service said: ${status} ${type}`, async () => {
    const problem = await ask().catch((error) => error);
    assert.ok(problem instanceof Problem && problem instanceof NamenormError);
    assert.equal(problem.name, "Problem");
    assert.equal(problem.status, status);
    assert.equal(problem.type, type ? `urn:namenorm:problem:${type}` : "about:blank");
    assert.ok(problem.title && problem.detail && problem.message === problem.detail);
    assert.match(problem.instance, /^\/v1\//);
    if (field) assert.ok(problem.errors[field][0]);
  });
}

test("any number of names stream back in order, with errors by row", async () => {
  const bad = { 0: "", 1500: "а".repeat(301), 2000: "б".repeat(200_000), 2499: { q: 1 } };
  const names = Array.from({ length: 2500 }, (_, n) => bad[n] ?? `Łukaszenka ${n}`);
  const rows = await collected(service.resolveMany(names, { detail: "brief", limit: 1 }));
  assert.equal(rows.length, 2500);
  rows.forEach((row, n) => {
    if (n in bad) assert.ok(row.error.status >= 400, String(n));
    else assert.equal(row.query, names[n]);
    assert.ok(!("line" in row));
  });
  assert.deepEqual(rows.filter((row) => row.error).map((row) => row.error.status), [
    400, 413, 413, 422,
  ]);
});

test("names are taken as they are answered, and a caller may stop", async () => {
  let taken = 0;
  async function* names() {
    for (;;) {
      taken += 1;
      yield "Minsk";
    }
  }
  for await (const row of service.resolveMany(names(), { detail: "brief" })) {
    assert.equal(row.query, "Minsk");
    break;
  }
  assert.equal(taken, 1001);
});

test("a connection that breaks in a stream: the rest is asked again", async () => {
  const lines = (numbers) => numbers.map((n) => `{"line":${n},"query":"q"}\n`).join("");
  const stream = (text, end) => (response) => {
    response.writeHead(200, { "Content-Type": "application/x-ndjson" });
    response.write(text, () => (end ? response.end() : response.socket.end()));
  };
  const late = '{"line":2,"query":null,"error":{"status":408,"title":"Late"}}\n';
  const [rows, seen] = await failing(
    [
      stream(`${lines([1, 2])}{"line":3,"qu`),
      stream(lines([1]), true),
      stream(lines([1]) + late, true),
      stream(lines([1]), true),
    ],
    (address) => collected(new Namenorm(address).resolveMany(["a", "b", "c", "d", "e"])),
  );
  assert.equal(rows.length, 5);
  assert.deepEqual(
    seen.map((one) => one.body.split("\n").join("")),
    ['"a""b""c""d""e"', '"c""d""e"', '"d""e"', '"e"'],
  );
});

test("a stream that is another's is told", async () => {
  const [error] = await failing(
    [answer(200, '{"line":2}\n', { "Content-Type": "application/x-ndjson" })],
    (address) => collected(new Namenorm(address).resolveMany(["a"])),
  );
  assert.ok(error instanceof BrokenAnswer);
});

for (const [title, passing] of [
  ...[408, 429, 502, 503, 504].map((status) => [status, answer(status, {}, NOW)]),
  ["a date", answer(503, {}, { "Retry-After": "Wed, 01 Jan 2020 00:00:00 GMT" })],
  ["a broken connection", (response) => response.destroy()],
]) {
  test(`what passes is asked again: ${title}`, async () => {
    const [found, seen] = await failing([passing, answer(200, KEYS)], (address) =>
      new Namenorm(address).keys("Minsk"),
    );
    assert.deepEqual(found, KEYS);
    assert.deepEqual(seen.map((one) => one.body), ['{"q":"Minsk"}', '{"q":"Minsk"}']);
  });
}

test("attempts and pauses are bounded, and what does not pass is not asked again", async () => {
  for (const [status, headers, count] of [
    [400, NOW, 1],
    [500, NOW, 1],
    [503, NOW, 3],
    [429, { "Retry-After": "61" }, 1],
  ]) {
    const [error, seen] = await failing([answer(status, {}, headers)], (address) =>
      new Namenorm(address, { attempts: 3 }).keys("Minsk"),
    );
    assert.ok(error instanceof Problem);
    assert.equal(error.status, status);
    assert.equal(seen.length, count);
  }
});

test("what nobody answers is Unreachable", async () => {
  const [silent] = await failing([() => {}], (address) =>
    new Namenorm(address, { timeout: 50, attempts: 1 }).keys("Minsk"),
  );
  assert.ok(silent instanceof Unreachable);
  assert.match(silent.message, /50 ms/);
  const [gone] = await failing([(response) => response.destroy()], (address) =>
    new Namenorm(address, { attempts: 1 }).keys("Minsk"),
  );
  assert.ok(gone instanceof Unreachable && gone.cause);
});

for (const [title, wrong] of [
  ["a page", answer(200, "<p>Welcome</p>", { "Content-Type": "text/html" })],
  ["a list", answer(200, [])],
  ["half an object", answer(200, "{")],
]) {
  test(`an answer of somebody else is told: ${title}`, async () => {
    const [error, seen] = await failing([wrong], (address) => new Namenorm(address).keys("Minsk"));
    assert.ok(error instanceof BrokenAnswer);
    assert.equal(seen.length, 1);
  });
}

/** Do something when somebody waits for at least so many milliseconds. */
async function waitingFor(least, act, ask) {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (end, pause, ...more) => {
    if (pause >= least) queueMicrotask(act);
    return setTimeout(end, pause, ...more);
  };
  try {
    return await ask();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}

test("a signal ends a request, a pause and a stream", async () => {
  const reason = new Error("enough");
  const asking = new AbortController();
  const [error, seen] = await failing([() => asking.abort(reason)], (address) =>
    new Namenorm(address).keys("Minsk", {}, { signal: asking.signal }),
  );
  assert.equal(error, reason);
  assert.equal(seen.length, 1);
  const pausing = new AbortController();
  const [ended, asked] = await failing([answer(503, {}, { "Retry-After": "50" })], (address) =>
    waitingFor(50_000, () => pausing.abort(reason), () =>
      new Namenorm(address).keys("Minsk", {}, { signal: pausing.signal }),
    ),
  );
  assert.equal(ended, reason);
  assert.equal(asked.length, 1);
  const controller = new AbortController();
  const names = Array.from({ length: 3000 }, () => "Minsk");
  const rows = service.resolveMany(names, {}, { signal: controller.signal });
  await rows.next();
  controller.abort(reason);
  await assert.rejects(collected(rows), reason);
  await assert.rejects(service.keys("Minsk", {}, { signal: AbortSignal.abort(reason) }), reason);
});

test("what is sent", async () => {
  const [, [asked]] = await failing([answer(200, KEYS)], (address) =>
    new Namenorm(`${address}/under/here/`, { key: "secret", language: "be-Latn" }).keys("Minsk"),
  );
  assert.equal(asked.url, "/under/here/v1/keys");
  assert.equal(asked.headers.authorization, "Bearer secret");
  assert.equal(asked.headers["accept-language"], "be-Latn");
  assert.equal(asked.headers["content-type"], "application/json");
});

test("what cannot be used is told at once", async () => {
  assert.throws(() => new Namenorm("names.example.org"), TypeError);
  assert.throws(() => new Namenorm("ftp://names.example.org"), NamenormError);
  assert.throws(() => new Namenorm(SERVICE, { key: "a\r\nb" }), NamenormError);
  await assert.rejects(collected(service.resolveMany([undefined])), NamenormError);
});
