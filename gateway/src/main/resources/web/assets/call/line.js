// One call: microphone, peer connection and the socket that carries offer, answer and the end.

const ANSWER_MILLIS = 10_000;
const CONNECT_MILLIS = 15_000;
const TONE_MILLIS = 120;

/** Why there is no call, in words for the person. */
export class NoCall extends Error {}

export class Line {
  #on;
  #socket = null;
  #peer = null;
  #microphone = null;
  #audio = new Audio();
  #timer = 0;
  #over = false;

  /** @param on {connected(), message(object), ended(reason), failed(text)}: one of the last two is the end */
  constructor(on) {
    this.#on = on;
    this.#audio.autoplay = true;
  }

  /** Throws NoCall when there is no microphone. */
  async start(task) {
    this.#microphone = await microphone();
    if (this.#over) return this.#release();
    const peer = new RTCPeerConnection();
    this.#peer = peer;
    peer.ontrack = (event) => (this.#audio.srcObject = new MediaStream([event.track]));
    peer.onconnectionstatechange = () => this.#moved(peer.connectionState);
    this.#microphone.getAudioTracks().forEach((track) => peer.addTrack(track, this.#microphone));
    await peer.setLocalDescription();
    this.#dial({ type: "offer", sdp: peer.localDescription.sdp, ...(task ? { task } : {}) });
  }

  /** The server is found by its own address and finds us by our checks: nothing has to be gathered first. */
  #dial(offer) {
    const url = new URL("/v1/call", location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#within(ANSWER_MILLIS, "The server does not answer.");
    socket.onopen = () => socket.send(JSON.stringify(offer));
    socket.onmessage = (event) => this.#take(JSON.parse(event.data));
    socket.onclose = () => this.#fail("The connection to the server was lost.");
  }

  async #take(message) {
    if (message.type === "answer") {
      this.#within(CONNECT_MILLIS, "Your sound does not reach the server. A firewall may be in the way.");
      await this.#peer.setRemoteDescription({ type: "answer", sdp: message.sdp }).catch(() => this.#fail("This browser and the server share no sound format."));
    } else if (message.type === "ended") {
      this.#end(() => this.#on.ended(message.reason));
    } else if (message.type === "error") {
      this.#fail(message.code === "busy" ? "All lines are busy. Please try again in a moment." : message.message);
    } else {
      this.#on.message(message);
    }
  }

  #moved(state) {
    if (state === "connected" && this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#socket.send(JSON.stringify({ type: "connected" }));
      this.#on.connected();
    }
    if (state === "failed") this.#fail("The connection for the sound was lost.");
  }

  mute(silent) {
    this.#microphone?.getAudioTracks().forEach((track) => (track.enabled = !silent));
  }

  /** False when keys can't be sent. */
  press(key) {
    const keys = this.#peer?.getSenders()[0]?.dtmf;
    if (!keys?.canInsertDTMF) return false;
    keys.insertDTMF(keys.toneBuffer + key, TONE_MILLIS);
    return true;
  }

  hangUp() {
    this.#end(() => this.#on.ended("hung up"));
  }

  /** Figures of the browser's, for tests and the curious. */
  stats() {
    return this.#peer?.getStats();
  }

  #within(millis, text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(text), millis);
  }

  #fail(text) {
    this.#end(() => this.#on.failed(text));
  }

  #end(tell) {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ type: "bye" }));
    this.#socket?.close(1000);
    this.#release();
    tell();
  }

  #release() {
    this.#peer?.close();
    this.#microphone?.getTracks().forEach((track) => track.stop());
    this.#audio.srcObject = null;
  }
}

async function microphone() {
  if (!navigator.mediaDevices) throw new NoCall("Browsers give the microphone to secure pages only: open this page by https, or on the server itself.");
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
  } catch (refusal) {
    const none = refusal.name === "NotFoundError" || refusal.name === "NotReadableError";
    throw new NoCall(none ? "No microphone was found. Plug one in, or close what else uses it." : "The microphone was refused. Allow it for this page in the browser’s address bar, then call again.");
  }
}
