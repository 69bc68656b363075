// Asks a namenorm service, from a page of any browser or from Node (18 or newer): who is meant by a
// name from Belarus in any spelling, and how to write it. One file, without dependencies. MIT licence.
//
//     import { Namenorm } from "https://names.example.org/namenorm.js";
//
//     const service = new Namenorm("https://names.example.org", { language: "be-Latn" });
//     const found = await service.resolve("Tsikhanouskaya", { limit: 1 });
//     if (found.decision === "match") console.log(found.matches[0].display.text);
//
// Every verb takes what is asked, then the parameters that the service knows for it (see its /docs),
// then `{ signal }` to give up. Answers are what the service sends. Nothing is changed by asking, so
// that what fails for the moment is asked again.

/**
 * @typedef {"person" | "place" | "organisation"} IdentityType
 * @typedef {"match" | "ambiguous" | "none"} Decision `ambiguous`: somebody has to choose
 * @typedef {{ text: string, lang: string, kind: string }} Name
 * @typedef {{ text: string, lang: string }} Display the form to show
 * @typedef {{ id: string, type: IdentityType, forms?: Record<string, string>, names?: Name[],
 *   born?: number | null, country?: string | null, wikidata?: string | null,
 *   kinds?: string[], within?: string[] }} Identity
 * @typedef {Identity & { display: Display }} ShownIdentity
 * @typedef {{ query: string, name: string, role: string, relation: string, weight: number,
 *   letters: string[][] }} PartEvidence
 * @typedef {{ sentence: string, parts: PartEvidence[] }} Explanation
 * @typedef {{ identity: Identity, score: number, name: Name, display: Display,
 *   explanation?: Explanation }} Match
 * @typedef {{ algorithm: string, tables: string, registry: string }} Version
 * @typedef {{ query: string, decision: Decision, deciding: string | null, matches: Match[],
 *   version: Version, error?: undefined }} Resolution
 * @typedef {{ type: string, title: string, status: number, detail: string,
 *   errors?: Record<string, any> }} RowError
 * @typedef {{ query: string | null, error: RowError }} Refused a name of many without an answer
 * @typedef {Resolution | Refused} Row
 * @typedef {{ results: Row[], errors: number, version: Version }} Batch
 * @typedef {"given" | "patronymic" | "surname"} Role
 * @typedef {{ a: string, b: string, role: Role | null, score: number, explanation: Explanation }} Comparison
 * @typedef {{ q: string, keys: string[] }} Keys
 * @typedef {{ lang: string, certainty: number, others: { lang: string, certainty: number }[],
 *   scheme: string | null, reverse: boolean }} Detected
 * @typedef {{ text: string, result: string, scheme: string | null, reverse: boolean,
 *   detected?: Detected, alternatives?: string[] }} Transliteration
 * @typedef {{ id: string, title: string, lang: string, target: string, aliases: string[],
 *   source: string, known_from: string, remark: string, usage: string, series: string | null,
 *   since: string | null, until: string | null, reversible: boolean }} Scheme
 * @typedef {{ start: number, end: number, kind: string, found: string, code_points: string[],
 *   looks_like: string, meant: string, sentence: string }} Flaw
 * @typedef {{ lang: string, scheme: string | null, certainty: number, spelling: string,
 *   known: boolean }} OriginSource
 * @typedef {{ text: string, start: number, end: number, lang: string, certainty: number,
 *   letters: string[], sources: OriginSource[] }} OriginPart
 * @typedef {{ name: string, parts: OriginPart[], mixed: boolean, sentence: string }} Origin
 * @typedef {{ text: string, score: number, why: string }} Respelling
 * @typedef {{ name: string, from: string, to: string, respellings: Respelling[] }} Respellings
 * @typedef {{ lang: string, text: string, score: number, by: string, how: string }} CardForm
 * @typedef {{ road: string, scheme: string, title: string, text: string, score: number }} Passport
 * @typedef {{ name: string, identity: string | null, decision: Decision, forms: CardForm[],
 *   alternatives: CardForm[], passports: Passport[] }} Card
 * @typedef {{ start: number, end: number, text: string,
 *   identity: { id: string, type: IdentityType, forms?: Record<string, string> } | null,
 *   decision: Decision, score: number | null, first: number | null,
 *   proposals: { text: string, score: number }[] }} Mention `start`, `end`: in code points
 * @typedef {{ lang: string | null, mentions: Mention[], version: Version }} AnnotatedText
 * @typedef {{ start: number, end: number, old: string, new: string, id: string }} Change
 * @typedef {{ start: number, end: number, text: string, id: string, reason: string }} Left
 * @typedef {{ text: string, style: string, changes: Change[], left: Left[],
 *   version: Version }} Restyled
 * @typedef {{ start: number, end: number, line: number, column: number, text: string,
 *   rule: string, message: string, replacement: string | null }} Finding
 * @typedef {{ status: "ready" | "stale", registry: { version: string, identities: number,
 *   since: string }, reload: string | null }} Readiness
 *
 * @typedef {{ q: string, type?: IdentityType, birth_year?: string, country?: string }} Query
 * @typedef {{ type?: IdentityType, limit?: number, detail?: "full" | "brief", match_at?: number,
 *   ambiguous_within?: number }} BatchOptions
 * @typedef {BatchOptions & { birth_year?: string, country?: string }} ResolveOptions
 * @typedef {{ lang?: string, format?: "text" | "markdown" | "html" }} TextOptions
 * @typedef {{ scheme?: string, on?: string, reverse?: boolean, limit?: number, repair?: boolean,
 *   unknown?: "unidecode" | "error" }} TransliterateOptions
 * @typedef {{ signal?: AbortSignal }} How
 *
 * @typedef {object} Options
 * @property {string} [key] an API key
 * @property {string} [language] the language of `display`, such as be-Latn
 * @property {number} [timeout] milliseconds that the service may be silent; 10000
 * @property {number} [attempts] how often one thing is asked in all; 4
 * @property {number} [longestWait] milliseconds of the longest pause; 60000
 * @property {typeof globalThis.fetch} [fetch] what to fetch with
 */

/** All that this client throws, but for what a `signal` is aborted with. */
export class NamenormError extends Error {
  get name() {
    return this.constructor.name;
  }
}

/** The service refused, or failed: its problem+json (RFC 9457). */
export class Problem extends NamenormError {
  /**
   * @param {Record<string, any>} members
   * @param {number | null} retryAfter
   */
  constructor(members, retryAfter = null) {
    super(members.detail || members.title || `status ${members.status}`);
    /** @type {string} a URI of the kind of problem */
    this.type = members.type ?? "about:blank";
    /** @type {string} */
    this.title = members.title ?? "";
    /** @type {number} */
    this.status = members.status;
    /** @type {string} */
    this.detail = members.detail ?? "";
    /** @type {string} the path that was asked */
    this.instance = members.instance ?? "";
    /** @type {Record<string, any>} by field: what is wrong with it */
    this.errors = members.errors ?? {};
    /** @type {number | null} milliseconds that the service asks to wait */
    this.retryAfter = retryAfter;
  }
}

/** No answer came: no connection, a broken one, or not in time. */
export class Unreachable extends NamenormError {}

/** Something else than namenorm answered, or half of an answer came. */
export class BrokenAnswer extends NamenormError {}

const JSON_TYPE = "application/json";
const NDJSON = "application/x-ndjson";
const PROBLEM = "application/problem+json";
const PASSING = new Set([408, 429, 502, 503, 504]); // what may be well a little later
const FIRST_WAIT = 200; // milliseconds
const MOST = 1000; // names in one request
const LARGEST = 100_000; // characters in one request; a name that is longer goes alone

/** A service at `address`. */
export class Namenorm {
  #address;
  /** @type {Record<string, string>} */
  #headers = {};
  #timeout;
  #attempts;
  #longestWait;
  #fetch;

  /**
   * @param {string | URL} address such as https://names.example.org
   * @param {Options} [options]
   */
  constructor(address, options = {}) {
    const url = new URL(address);
    if (!/^https?:$/.test(url.protocol)) {
      throw new NamenormError("the address must be such as https://names.example.org");
    }
    this.#address = url.origin + url.pathname.replace(/\/+$/, "");
    this.#timeout = options.timeout ?? 10_000;
    this.#attempts = options.attempts ?? 4;
    this.#longestWait = options.longestWait ?? 60_000;
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    if (options.key !== undefined) this.#headers["Authorization"] = `Bearer ${options.key}`;
    if (options.language !== undefined) this.#headers["Accept-Language"] = options.language;
    try {
      new Headers(this.#headers);
    } catch (error) {
      throw new NamenormError("the key or the language holds what no header can", { cause: error });
    }
  }

  /**
   * Who or what a name means, best first.
   * @param {string} q @param {ResolveOptions} [given] @param {How} [how]
   * @returns {Promise<Resolution>}
   */
  resolve(q, given, how) {
    return this.#posted("/v1/resolve", { ...given, q }, how);
  }

  /**
   * Who or what each of up to 1,000 names means, in one request.
   * @param {(string | Query)[]} names @param {BatchOptions} [given] @param {How} [how]
   * @returns {Promise<Batch>}
   */
  resolveBatch(names, given, how) {
    return this.#posted("/v1/resolve/batch", { ...given, names }, how);
  }

  /**
   * Who or what each of any number of names means, in their order, as the answers come. A name that
   * cannot be used is a row with an `error`, and stops no other. Memory does not grow with them; where
   * a connection breaks, the names without an answer are asked again.
   * @param {Iterable<string | Query> | AsyncIterable<string | Query>} names
   * @param {BatchOptions} [given] @param {How} [how]
   * @returns {AsyncGenerator<Row, void, void>}
   */
  async *resolveMany(names, given, how) {
    const query = search(given);
    /** @type {string[]} */
    let lines = [];
    let size = 0;
    for await (const name of names) {
      const line = JSON.stringify(name);
      if (line === undefined) throw new NamenormError("a name cannot be sent as JSON");
      if (lines.length === MOST || (lines.length && size + line.length > LARGEST)) {
        yield* this.#streamed(query, lines, how);
        [lines, size] = [[], 0];
      }
      lines.push(line);
      size += line.length;
    }
    if (lines.length) yield* this.#streamed(query, lines, how);
  }

  /**
   * The people, places and organisations that a text names.
   * @param {string} text @param {TextOptions} [given] @param {How} [how]
   * @returns {Promise<AnnotatedText>}
   */
  annotate(text, given, how) {
    return this.#posted("/v1/annotate", { ...given, text }, how);
  }

  /**
   * A text with its names in a house style, such as en-press.
   * @param {string} text @param {string} style @param {TextOptions} [given] @param {How} [how]
   * @returns {Promise<Restyled>}
   */
  restyle(text, style, given, how) {
    return this.#posted("/v1/restyle", { ...given, text, style }, how);
  }

  /**
   * What a copy editor is told of a text.
   * @param {string} text @param {TextOptions & { style?: string }} [given] @param {How} [how]
   * @returns {Promise<{ findings: Finding[], version: Version }>}
   */
  lint(text, given, how) {
    return this.#posted("/v1/lint", { ...given, text }, how);
  }

  /**
   * How likely two names name one bearer.
   * @param {string} a @param {string} b @param {{ role?: Role }} [given] what part both are
   * @param {How} [how]
   * @returns {Promise<Comparison>}
   */
  compare(a, b, given, how) {
    return this.#posted("/v1/compare", { ...given, a, b }, how);
  }

  /**
   * The search keys of a name.
   * @param {string} q @param {{ within?: "all" | "script" | "lang", lang?: string }} [given]
   * @param {How} [how]
   * @returns {Promise<Keys>}
   */
  keys(q, given, how) {
    return this.#posted("/v1/keys", { ...given, q }, how);
  }

  /**
   * A text by a scheme; without one the text decides.
   * @param {string} text @param {TransliterateOptions} [given] @param {How} [how]
   * @returns {Promise<Transliteration>}
   */
  transliterate(text, given, how) {
    return this.#posted("/v1/transliterate", { ...given, text }, how);
  }

  /**
   * The romanisation systems there are.
   * @param {{ on?: string, lang?: "be" | "ru" | "uk" }} [given] @param {How} [how]
   * @returns {Promise<{ schemes: Scheme[] }>}
   */
  schemes(given, how) {
    return this.#asked(`/v1/schemes${search(given)}`, {}, how);
  }

  /**
   * The language of a text.
   * @param {string} text @param {How} [how]
   * @returns {Promise<Detected & { text: string }>}
   */
  detect(text, how) {
    return this.#posted("/v1/detect", { text }, how);
  }

  /**
   * The characters of a text that are not what they look like.
   * @param {string} text @param {How} [how]
   * @returns {Promise<{ text: string, flaws: Flaw[] }>}
   */
  inspect(text, how) {
    return this.#posted("/v1/inspect", { text }, how);
  }

  /**
   * By which language and scheme a name was spelt, part by part.
   * @param {string} name @param {How} [how]
   * @returns {Promise<Origin>}
   */
  origin(name, how) {
    return this.#posted("/v1/origin", { name }, how);
  }

  /**
   * A name in another language (Belarusian without `to`), surest first.
   * @param {string} name @param {{ from?: string, to?: string, limit?: number }} [given]
   * @param {How} [how]
   * @returns {Promise<Respellings>}
   */
  respell(name, given, how) {
    return this.#posted("/v1/respell", { ...given, name }, how);
  }

  /**
   * How a name is written in each language.
   * @param {string} name @param {{ from?: string, on?: string }} [given] @param {How} [how]
   * @returns {Promise<Card>}
   */
  card(name, given, how) {
    return this.#posted("/v1/card", { ...given, name }, how);
  }

  /**
   * One identity, by its id.
   * @param {string} id @param {How} [how]
   * @returns {Promise<ShownIdentity>}
   */
  identity(id, how) {
    return this.#asked(`/v1/identities/${encodeURIComponent(id)}`, {}, how);
  }

  /**
   * Which registry is served.
   * @param {How} [how]
   * @returns {Promise<Readiness>}
   */
  ready(how) {
    return this.#asked("/readyz", {}, how);
  }

  /** POST, so that no name stands in an address, which proxies log.
   * @param {string} path @param {object} given @param {How} [how] @returns {Promise<any>} */
  #posted(path, given, how) {
    const headers = { "Content-Type": JSON_TYPE };
    return this.#asked(path, { method: "POST", body: JSON.stringify(given), headers }, how);
  }

  /** @param {string} path @param {RequestInit} init @param {How} [how] @returns {Promise<any>} */
  #asked(path, init, how) {
    return this.#patiently(how?.signal, 0, async () => {
      const [response, silence] = await this.#fetched(path, init, JSON_TYPE, how?.signal);
      const text = await silence.within(() => response.text());
      return object(text);
    });
  }

  /** The rows that answer `lines`; those that are still without an answer are asked again.
   * @param {string} query @param {string[]} lines @param {How} [how]
   * @returns {AsyncGenerator<Row, void, void>} */
  async *#streamed(query, lines, how) {
    let done = 0;
    let failed = 0;
    while (done < lines.length) {
      const from = done;
      try {
        for await (const row of this.#rows(query, lines.slice(from), how)) {
          done += 1;
          yield row;
        }
      } catch (error) {
        how?.signal?.throwIfAborted();
        failed = done > from ? 1 : failed + 1;
        await this.#pause(error, failed, how?.signal);
      }
    }
  }

  /** The rows of one request, as they come; it throws where the answers end too early.
   * @param {string} query @param {string[]} lines @param {How} [how]
   * @returns {AsyncGenerator<Row, void, void>} */
  async *#rows(query, lines, how) {
    const headers = { "Content-Type": NDJSON };
    const init = { method: "POST", body: `${lines.join("\n")}\n`, headers };
    const path = `/v1/resolve/batch${query}`;
    const [response, silence] = await this.#fetched(path, init, NDJSON, how?.signal);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const decoder = new TextDecoder();
    let rest = "";
    let count = 0;
    try {
      for (;;) {
        const { value, done } = await silence.within(() => reader.read());
        const ended = (rest + decoder.decode(value, { stream: !done })).split("\n");
        rest = ended.pop() ?? "";
        for (const text of ended) {
          const { line, ...row } = object(text);
          if (row.error?.status === 408) throw new Problem(row.error);
          count += 1;
          if (line !== count || count > lines.length) {
            throw new BrokenAnswer(`line ${line} came where ${count} was due`);
          }
          yield /** @type {Row} */ (row);
        }
        if (done) break;
      }
    } finally {
      await reader.cancel().catch(() => {});
    }
    if (count < lines.length) {
      throw new Unreachable(`the answers ended after ${count} of ${lines.length} names`);
    }
  }

  /** A response of the type that is wanted, and what bounds the silence of its sender.
   * @param {string} path @param {RequestInit} init @param {string} type
   * @param {AbortSignal} [signal] @returns {Promise<[Response, Silence]>} */
  async #fetched(path, init, type, signal) {
    const silence = new Silence(this.#timeout, signal);
    const response = await silence.within(() =>
      this.#fetch(this.#address + path, {
        ...init,
        headers: { Accept: `${type}, ${PROBLEM}`, ...this.#headers, ...init.headers },
        signal: silence.signal,
        credentials: "omit",
        redirect: "error",
      }),
    );
    const kind = (response.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
    if (!response.ok) {
      const text = await silence.within(() => response.text());
      const members = kind === PROBLEM ? object(text) : {};
      const { status, statusText: title } = response;
      throw new Problem({ title, ...members, status }, retryAfter(response));
    }
    if (response.status !== 200 || kind !== type) {
      const told = `status ${response.status}, type ${kind.slice(0, 60) || "none"}`;
      throw new BrokenAnswer(`this is no answer of namenorm: ${told}; is the address right?`);
    }
    return [response, silence];
  }

  /** @template T @param {AbortSignal | undefined} signal @param {number} failed
   * @param {() => Promise<T>} ask @returns {Promise<T>} */
  async #patiently(signal, failed, ask) {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        signal?.throwIfAborted();
        failed += 1;
        await this.#pause(error, failed, signal);
      }
    }
  }

  /** Wait before what failed is asked again, or throw why it is not.
   * @param {unknown} error @param {number} failed @param {AbortSignal} [signal] */
  async #pause(error, failed, signal) {
    const told = error instanceof Problem ? error.retryAfter : null;
    const passing =
      error instanceof Unreachable || (error instanceof Problem && PASSING.has(error.status));
    if (!passing || failed >= this.#attempts || (told ?? 0) > this.#longestWait) throw error;
    const longest = Math.min(this.#longestWait, FIRST_WAIT * 2 ** failed);
    await slept(told ?? Math.random() * longest, signal);
  }
}

/** Ends what waits for a sender that is silent for too long, or when the caller gives up. */
class Silence {
  #longest;
  #controller = new AbortController();

  /** @param {number} longest @param {AbortSignal} [signal] */
  constructor(longest, signal) {
    this.#longest = longest;
    this.given = signal;
  }

  get signal() {
    return this.#controller.signal;
  }

  /** What `wait` comes to; a failure of the network is told as `Unreachable`.
   * @template T @param {() => Promise<T>} wait @returns {Promise<T>} */
  async within(wait) {
    this.given?.throwIfAborted();
    const end = () => this.#controller.abort();
    const timer = setTimeout(end, this.#longest);
    this.given?.addEventListener("abort", end);
    try {
      return await wait();
    } catch (error) {
      this.given?.throwIfAborted();
      const late = this.signal.aborted ? `nothing came in ${this.#longest} ms` : String(error);
      throw new Unreachable(`no answer came from the service: ${late}`, { cause: error });
    } finally {
      clearTimeout(timer);
      this.given?.removeEventListener("abort", end);
    }
  }
}

/** The query of an address; what is undefined is left out.
 * @param {object} [given] */
function search(given = {}) {
  const pairs = Object.entries(given).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]));
  return pairs.length ? `?${query}` : "";
}

/** @param {string} text @returns {Record<string, any>} */
function object(text) {
  let found = null;
  try {
    found = JSON.parse(text);
  } catch {
    // told below
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    throw new BrokenAnswer("the answer is no JSON object");
  }
  return found;
}

/** The milliseconds to wait for: given as seconds, or as a date.
 * @param {Response} response */
function retryAfter(response) {
  const value = (response.headers.get("Retry-After") ?? "").trim();
  if (/^[0-9]{1,9}$/.test(value)) return Number(value) * 1000;
  const day = Date.parse(value);
  return Number.isNaN(day) ? null : Math.max(0, day - Date.now());
}

/** @param {number} milliseconds @param {AbortSignal} [signal] @returns {Promise<void>} */
function slept(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", give);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", give, { once: true });
  });
}
