// The keyboard map, in one place: what the help shows is what the keys do. Pure.

export const KEYS = [
  { keys: ["j", "ArrowDown"], shown: ["j", "↓"], command: "next", does: "next card" },
  { keys: ["k", "ArrowUp"], shown: ["k", "↑"], command: "previous", does: "previous card" },
  { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], shown: ["1", "…", "9"], command: "choose", does: "give the proposed answer with this number" },
  { keys: ["Enter"], shown: ["Enter"], command: "accept", does: "take the card: it stays yours until its time is up" },
  { keys: ["t"], shown: ["t"], command: "instruct", does: "tell the assistant what to say or do, in your words" },
  { keys: ["e"], shown: ["e"], command: "edit", does: "edit the first proposed answer and send it" },
  { keys: ["d"], shown: ["d"], command: "decline", does: "decline, with a reason the caller will hear" },
  { keys: ["o"], shown: ["o"], command: "takeOver", does: "take over: you speak instead of the assistant" },
  { keys: ["w"], shown: ["w"], command: "whisper", does: "whisper into the card’s conversation" },
  { keys: ["p"], shown: ["p"], command: "pin", does: "pin or unpin the card’s conversation" },
  { keys: ["a"], shown: ["a"], command: "presence", does: "available or away" },
  { keys: ["m"], shown: ["m"], command: "sound", does: "sound for new cards on or off" },
  { keys: ["Escape"], shown: ["Esc"], command: "leave", does: "leave a text box, close this help" },
  { keys: ["?"], shown: ["?"], command: "help", does: "this help" },
];

const commands = new Map(KEYS.flatMap(({ keys, command }) => keys.map((key) => [key, command])));

/**
 * The command for a key event, or null.
 *
 * @param place "text" while somebody is typing (only Escape counts), "control" on a button or a list (Enter belongs to it), "page" elsewhere
 */
export function commandFor(event, place) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) {
    return event.repeat && place === "page" && /^(j|k|Arrow)/.test(event.key) ? commands.get(event.key) : null;
  }
  const command = commands.get(event.key) ?? null;
  if (place === "text") return command === "leave" ? command : null;
  if (place === "control" && (event.key === "Enter" || event.key.startsWith("Arrow"))) return null;
  return command;
}

/** Where the key was pressed. */
export function placeOf(target) {
  if (target.closest("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])")) return "text";
  return target.closest("button, a, summary, input") ? "control" : "page";
}
