// The signed-in agent and the REST calls. The token lives in sessionStorage: a reload keeps it, a closed tab forgets it.

const KEY = "sotto.desk.session";

export class Session {
  #value = stored();
  #onExpired;

  constructor(onExpired) {
    this.#onExpired = onExpired;
  }

  get token() {
    return this.#value?.token ?? null;
  }

  /** True while there is a token that hasn't run out. */
  get valid() {
    return Boolean(this.token) && !(Date.parse(this.#value.expiresAt) <= Date.now());
  }

  /** Returns null when signed in, else a sentence that says why not. */
  async signIn(name, password) {
    const answer = await this.#fetch("POST", "/v1/sessions", { name, password }, false);
    if (answer.status === 200 || answer.status === 201) {
      this.#value = answer.body;
      sessionStorage.setItem(KEY, JSON.stringify(answer.body));
      return null;
    }
    if (answer.status === 401 || answer.status === 403) return "That name and password don’t belong together.";
    if (answer.status === 429) return "Too many attempts. Wait a minute, then try again.";
    return answer.status === 0 ? "The server can’t be reached." : `The server answered ${answer.status}.`;
  }

  signOut() {
    this.#value = null;
    sessionStorage.removeItem(KEY);
  }

  /** {status, body}; status 0 when the server can't be reached. 401 ends the session. */
  async call(method, path, body) {
    const answer = await this.#fetch(method, path, body, true);
    if (answer.status === 401) this.expire();
    return answer;
  }

  expire() {
    this.signOut();
    this.#onExpired();
  }

  async #fetch(method, path, body, signed) {
    try {
      const response = await fetch(path, {
        method,
        headers: { "Content-Type": "application/json", ...(signed ? { Authorization: `Bearer ${this.token}` } : {}) },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      return { status: response.status, body: await response.json().catch(() => null) };
    } catch {
      return { status: 0, body: null };
    }
  }
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
