// <answer-sparkline .recent>: seconds to answer over the last half hour, this session's own.

import { html } from "lit";
import uPlot from "uplot";
import { PageElement } from "../element.js";
import { answerTimes, median } from "./outcomes.js";
import { short } from "./patience.js";

const MINUTES = 30;
const SIZE = { width: 112, height: 26 };

class AnswerSparkline extends PageElement {
  static properties = { recent: { attribute: false } };

  #plot = null;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #recolour = () => this.#draw(true);

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#recolour);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#recolour);
    this.#plot?.destroy();
    this.#plot = null;
  }

  updated() {
    this.#draw(false);
  }

  #times() {
    return answerTimes(this.recent ?? [], Date.now(), MINUTES);
  }

  #draw(anew) {
    const times = this.#times();
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
    const middle = median(this.#times().map((t) => t.seconds));
    const text = middle === null ? "no answers yet" : `${short(Math.round(middle))} to answer`;
    return html`<span class="sparkline" title="Median and course of your seconds to answer, last ${MINUTES} minutes"><span class="spark" aria-hidden="true"></span><span>${text}</span></span>`;
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
