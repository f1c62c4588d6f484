// <consult-chart .days>: consults per 100 conversations, day by day. The figure that should fall, with the table behind it for whoever can't see the line.

import { html } from "lit";
import uPlot from "uplot";
import { PageElement } from "../element.js";
import { chartData, trend } from "./figures.js";

const HEIGHT = 190;
/** A line of so few days would hardly be seen: they are dots. */
const FEW_DAYS = 4;

class ConsultChart extends PageElement {
  static properties = { days: { attribute: false } };

  #plot = null;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #recolour = () => this.#draw();
  #sized = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width, height: HEIGHT }));

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#recolour);
    this.#sized.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#recolour);
    this.#sized.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  updated(changed) {
    if (changed.has("days")) this.#draw();
  }

  get #width() {
    return Math.max(240, this.clientWidth);
  }

  #draw() {
    this.#plot?.destroy();
    this.#plot = null;
    if (this.days?.length > 1) this.#plot = new uPlot(options(this.#width, getComputedStyle(this), this.days.filter((d) => d.conversations).length < FEW_DAYS), chartData(this.days), this.querySelector(".plot"));
  }

  render() {
    const days = this.days ?? [];
    return html`<p class="trend">${trend(days)}</p>
      <div class="plot" aria-hidden="true"></div>
      <p class="key" aria-hidden="true"><span class="swatch"></span> people were asked <span class="swatch without"></span> questions came up</p>
      <table class="unseen">
        <caption>Consults per 100 conversations</caption>
        <thead><tr><th scope="col">Day</th><th scope="col">Conversations</th><th scope="col">People were asked, per 100</th></tr></thead>
        <tbody>${days.map((d) => html`<tr><th scope="row">${d.date}</th><td>${d.conversations}</td><td>${d.per100}</td></tr>`)}</tbody>
      </table>`;
  }
}

function options(width, style, dots) {
  const colour = (name) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--soft-fixed"), grid: { stroke: colour("--rule-fixed"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    select: { show: false },
    scales: { y: { range: (_, __, most) => [0, Math.max(10, Math.ceil(most / 10) * 10)] } },
    axes: [{ ...axis, grid: { show: false } }, { ...axis, size: 36 }],
    series: [
      {},
      { stroke: colour("--soft-fixed"), width: 1, dash: [4, 4], points: { show: false }, spanGaps: true },
      { stroke: colour("--accent-line"), width: 2, fill: `${colour("--accent-line")}22`, points: { show: dots, size: 7, fill: colour("--accent-line") }, spanGaps: true },
    ],
  };
}

customElements.define("consult-chart", ConsultChart);
