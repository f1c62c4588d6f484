// Says that a card has come: to screen readers, in the page's title and, when wanted, with a soft tone.

const TITLE = document.title;
const SOUND_KEY = "sotto.desk.sound";

export class Herald {
  #region = Object.assign(document.createElement("div"), { className: "unseen" });
  #known = new Set();
  #audio = null;
  sound = localStorage.getItem(SOUND_KEY) === "on";

  constructor() {
    this.#region.setAttribute("aria-live", "polite");
    document.body.append(this.#region);
  }

  /** The undecided cards now; announces those it hasn't seen. */
  cards(cards, whoWaits) {
    const fresh = cards.filter((g) => !this.#known.has(g.id));
    this.#known = new Set(cards.map((g) => g.id));
    document.title = cards.length ? `(${cards.length}) ${TITLE}` : TITLE;
    if (fresh.length === 0) return;
    this.say(fresh.length === 1 ? `New card: ${fresh[0].question} ${whoWaits(fresh[0])}` : `${fresh.length} new cards`);
    if (this.sound) this.#tone();
  }

  say(text) {
    this.#region.textContent = text;
  }

  toggleSound() {
    this.sound = !this.sound;
    localStorage.setItem(SOUND_KEY, this.sound ? "on" : "off");
    if (this.sound) this.#tone();
    return this.sound;
  }

  /** Two soft notes, 0.25 s, made here: no file, no surprise. */
  #tone() {
    this.#audio ??= new AudioContext();
    const start = this.#audio.currentTime;
    for (const [at, hertz] of [[0, 660], [0.09, 880]]) {
      const tone = new OscillatorNode(this.#audio, { frequency: hertz });
      const gain = new GainNode(this.#audio, { gain: 0 });
      gain.gain.setTargetAtTime(0.06, start + at, 0.01);
      gain.gain.setTargetAtTime(0, start + at + 0.06, 0.04);
      tone.connect(gain).connect(this.#audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.25);
    }
  }
}
