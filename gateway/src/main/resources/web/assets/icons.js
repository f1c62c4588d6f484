// The few glyphs we draw ourselves. They inherit the text's colour and size; words stand beside them.

import { svg, html } from "lit";

const drawn = (body) => html`<svg class="glyph" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${body}</svg>`;

const bodies = {
  voice: svg`<path d="M4 5c0 8.3 6.7 15 15 15l2-4-5-2.5-2 2A12 12 0 0 1 8.500 10l2-2L8 3 4 5z"/>`,
  chat: svg`<path d="M4 5h16v11H11l-5 4v-4H4z"/>`,
  pin: svg`<path d="M9 3h6l-1 7 3 3H7l3-3-1-7zM12 13v8"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  whisper: svg`<path d="M4 12h3M10 8v8M14 5v14M18 9v6M21 11v2"/>`,
  sound: svg`<path d="M4 9v6h4l5 4V5L8 9H4zM17 9a4 4 0 0 1 0 6M19.500 6.500a8 8 0 0 1 0 11"/>`,
  silent: svg`<path d="M4 9v6h4l5 4V5L8 9H4zM17 9.500l5 5M22 9.500l-5 5"/>`,
  question: svg`<path d="M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 17.500v.1"/>`,
  check: svg`<path d="M5 13l4.500 4.500L19 7"/>`,
  eye: svg`<path d="M2 12s3.600-6 10-6 10 6 10 6-3.600 6-10 6-10-6-10-6zM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z"/>`,
  send: svg`<path d="M4 12l16-8-6 16-3-6-7-2z"/>`,
};

export const glyph = (name) => drawn(bodies[name] ?? "");
export const channelGlyph = (channel) => html`<span class="channel ${channel}" title=${channel === "voice" ? "Phone call" : "Chat"}>${glyph(channel)}<span class="unseen">${channel === "voice" ? "Phone call" : "Chat"}</span></span>`;
