// <key-help>: the keyboard map on a sheet. Opened by ?, closed by Esc.

import { html } from "lit";
import { PageElement } from "../element.js";
import { KEYS } from "./keys.js";

class KeyHelp extends PageElement {
  toggle() {
    const dialog = this.querySelector("dialog");
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  render() {
    return html`<dialog class="help" aria-labelledby="help-title">
      <article>
        <h2 id="help-title">Keys</h2>
        <dl>
          ${KEYS.map((k) => html`<div><dt>${k.shown.map((key) => (key === "…" ? key : html`<kbd>${key}</kbd>`))}</dt><dd>${k.does}</dd></div>`)}
        </dl>
        <p>An approval goes out only when its facts have been in view for a moment; the first key brings them into view.</p>
        <form method="dialog"><button autofocus>Close <kbd>Esc</kbd></button></form>
      </article>
    </dialog>`;
  }
}

customElements.define("key-help", KeyHelp);
