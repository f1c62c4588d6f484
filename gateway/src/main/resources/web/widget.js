// Sotto's chat on any page: <script src="https://…/widget.js" data-title="Chat with us" async></script>
// Everything lives in a shadow root and a frame: the page's styles and scripts don't meet ours.
(() => {
  const script = document.currentScript;
  const server = new URL(script.src).origin;
  const title = script.dataset.title || "Chat with us";
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 20px 20px auto; z-index: 2147483000; color-scheme: light dark; }
    button { display: flex; align-items: center; gap: 8px; height: 48px; padding: 0 18px; border: 0; border-radius: 24px;
      background: #0b655c; color: #fff; font: 600 15px system-ui, sans-serif; cursor: pointer; box-shadow: 0 6px 24px -6px #0006; }
    button:focus-visible { outline: 3px solid #1f9d8d; outline-offset: 2px; }
    svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; }
    .unread { min-width: 20px; padding: 0 5px; box-sizing: border-box; border-radius: 10px; background: #fff; color: #0b655c; font-size: 13px; line-height: 20px; }
    .unread:empty { display: none; }
    iframe { position: absolute; right: 0; bottom: 60px; width: 380px; height: min(600px, calc(100vh - 100px)); border: 1px solid #8886;
      border-radius: 14px; background: Canvas; box-shadow: 0 12px 40px -12px #0008; }
    [hidden] { display: none !important; }
    @media (max-width: 480px) { iframe { position: fixed; inset: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0; } }
  `);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v11H11l-5 4v-4H4z"/></svg><span></span><span class="unread" role="status"></span>';
  button.children[1].textContent = title;
  const unread = button.lastElementChild;
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.hidden = true;
  root.append(frame, button);

  function show(open) {
    if (open && !frame.src) frame.src = `${server}/chat?embed=1`;
    frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      unread.textContent = "";
      frame.focus();
    } else {
      button.focus();
    }
  }

  button.addEventListener("click", () => show(frame.hidden));
  window.addEventListener("message", (event) => {
    if (event.origin !== server || event.source !== frame.contentWindow) return;
    if (event.data?.sotto === "close") show(false);
    if (event.data?.sotto === "message" && frame.hidden) unread.textContent = String((Number(unread.textContent) || 0) + 1);
  });
  document.body.append(host);
})();
