// The keyboard map, in one place: what the help shows is what the keys do. Pure.

export const KEYS = [
  { keys: ["j", "ArrowDown"], shown: ["j", "↓"], command: "next", does: "next card" },
  { keys: ["k", "ArrowUp"], shown: ["k", "↑"], command: "previous", does: "previous card" },
  { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], shown: ["1", "…", "9"], command: "choose", does: "give the proposed answer with this number" },
  { keys: ["Enter"], shown: ["Enter"], command: "accept", does: "say a drafted message; keep any other card until its time is up" },
  { keys: ["t"], shown: ["t"], command: "instruct", does: "tell the assistant what to say or do, in your words" },
  { keys: ["e"], shown: ["e"], command: "edit", does: "edit the drafted message or the first proposed answer" },
  { keys: ["d"], shown: ["d"], command: "decline", does: "decline with a reason; don’t say a drafted message" },
  { keys: ["b"], shown: ["b"], command: "tickAll", does: "answer all conversations of a bundle, or only this one" },
  { keys: ["g"], shown: ["g"], command: "take", does: "get the least patient card that is with others" },
  { keys: ["l", "ArrowRight"], shown: ["l", "→"], command: "nextLive", does: "next live conversation" },
  { keys: ["L", "ArrowLeft"], shown: ["L", "←"], command: "previousLive", does: "previous live conversation" },
  { keys: ["w"], shown: ["w"], command: "whisper", does: "whisper to the assistant in the marked conversation" },
  { keys: ["o"], shown: ["o"], command: "takeOver", does: "take over the marked conversation: you speak instead of the assistant" },
  { keys: ["h"], shown: ["h"], command: "handBack", does: "hand it back to the assistant" },
  { keys: ["p"], shown: ["p"], command: "pin", does: "keep the marked conversation on screen, or not" },
  { keys: ["a"], shown: ["a"], command: "presence", does: "available or away" },
  { keys: ["v"], shown: ["v"], command: "view", does: "the floor, for supervisors, and back" },
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
    return event.repeat && place === "page" && /^(j|k|l|L|Arrow)/.test(event.key) ? commands.get(event.key) : null;
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
