// <answer-sparkline .recent>: the agent's own attention: how many answers in the last 20 minutes, how long each took.

import { html } from "lit";
import uPlot from "uplot";
import { serverNow } from "../clock.js";
import { PageElement } from "../element.js";
import { everyTick } from "../ticker.js";
import { answerTimes, median } from "./outcomes.js";
import { short } from "./patience.js";

const MINUTES = 20;
const SIZE = { width: 112, height: 26 };

class AnswerSparkline extends PageElement {
  static properties = { recent: { attribute: false } };

  #plot = null;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #recolour = () => this.#draw(true);

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#recolour);
    this.stop = everyTick(() => this.#times().length !== this.shown && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#recolour);
    this.stop();
    this.#plot?.destroy();
    this.#plot = null;
  }

  updated() {
    this.#draw(false);
  }

  #times() {
    return answerTimes(this.recent ?? [], serverNow(), MINUTES);
  }

  #draw(anew) {
    const times = this.#times();
    this.shown = times.length;
    const data = [times.map((t) => t.at / 1000), times.map((t) => t.seconds)];
    if (anew || (times.length < 2 && this.#plot)) {
      this.#plot?.destroy();
      this.#plot = null;
    }
    if (times.length < 2) return;
    if (this.#plot) this.#plot.setData(data);
    else this.#plot = new uPlot(options(getComputedStyle(this)), data, this.querySelector(".spark"));
  }

  render() {
    const times = this.#times();
    const middle = median(times.map((t) => t.seconds));
    const text = middle === null ? html`no answers yet` : html`<b>${times.length}</b> ${times.length === 1 ? "answer" : "answers"} · median <b>${short(Math.round(middle))}</b>`;
    return html`<span class="sparkline" title="Your answers of the last ${MINUTES} minutes and how long each took"><span class="spark" aria-hidden="true"></span><span>${text}</span></span>`;
  }
}

function options(style) {
  const colour = style.getPropertyValue("--accent-line").trim() || "teal";
  return {
    ...SIZE,
    padding: [3, 3, 3, 3],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(5, most)] } },
    axes: [{ show: false }, { show: false }],
    series: [{}, { stroke: colour, width: 1.5, points: { show: true, size: 4, fill: colour } }],
  };
}

customElements.define("answer-sparkline", AnswerSparkline);
