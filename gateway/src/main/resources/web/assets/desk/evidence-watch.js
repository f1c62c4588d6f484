// Knows since when every line of a card's evidence has been on the screen. A long list may be scrolled through; a hidden page shows nothing.

export class EvidenceWatch {
  #observer;
  #unseen;
  #done;
  since = null;

  /** @param lines elements that must all have been in view @param done called once, when they have */
  constructor(lines, done) {
    this.#unseen = new Set(lines);
    this.#done = done;
    this.#observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.#see(entry)), { threshold: [0, 0.5, 0.9, 1] });
    lines.forEach((line) => this.#observer.observe(line));
  }

  stop() {
    this.#observer.disconnect();
    this.since = null;
  }

  /** The first line that hasn't been in view, or null. */
  get next() {
    return this.#unseen.values().next().value ?? null;
  }

  #see({ target, isIntersecting, intersectionRatio }) {
    if (!isIntersecting || intersectionRatio < 0.9 || document.visibilityState !== "visible") return;
    this.#observer.unobserve(target);
    this.#unseen.delete(target);
    if (this.#unseen.size > 0 || this.since !== null) return;
    this.since = Date.now();
    this.#done();
  }
}
