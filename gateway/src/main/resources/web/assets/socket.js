// A WebSocket that comes back by itself. Says hello after every connection; the server's answer brings the page up to date.

import { backoffMillis } from "./backoff.js";

/** Close codes after which coming back by itself would be wrong: not signed in (4401, 4403), replaced by another page (4001). */
const REFUSED = new Set([4001, 4401, 4403]);

/** In place of the number of failed attempts. */
const CONNECTED = -1;

export class Socket {
  #path;
  #hello;
  #on;
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #closed = false;

  /**
   * @param path such as /v1/desk, on this page's server
   * @param hello makes the first message of every connection
   * @param on {message(object), status("connecting"|"open"|"reconnecting", retryAt), refused(code)}
   */
  constructor(path, hello, on) {
    this.#path = path;
    this.#hello = hello;
    this.#on = on;
  }

  open() {
    this.#closed = false;
    window.addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    this.#connect();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    this.#socket?.close(1000);
  }

  /** False when there is no connection; the caller keeps what it wanted to send. */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #connect() {
    const url = new URL(this.#path, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.#socket = socket;
    if (this.#attempt === 0) this.#on.status("connecting", 0);
    socket.onopen = () => socket.send(JSON.stringify(this.#hello()));
    socket.onmessage = (event) => {
      const message = parsed(event.data);
      if (!message || socket !== this.#socket) return;
      if (this.#attempt !== CONNECTED) this.#on.status("open", 0);
      this.#attempt = CONNECTED;
      this.#on.message(message);
    };
    socket.onclose = (event) => {
      if (this.#closed || socket !== this.#socket) return;
      if (REFUSED.has(event.code)) {
        this.#on.refused(event.code);
      } else {
        this.#retry();
      }
    };
  }

  #retry() {
    this.#attempt = Math.max(0, this.#attempt) + 1;
    const wait = backoffMillis(this.#attempt - 1, Math.random());
    this.#on.status("reconnecting", Date.now() + wait);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  /** The machine woke up or the network is back: no reason to wait. */
  #wake = () => {
    const idle = this.#socket?.readyState === WebSocket.CLOSED;
    if (idle && !this.#closed && document.visibilityState === "visible") {
      clearTimeout(this.#timer);
      this.#connect();
    }
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
