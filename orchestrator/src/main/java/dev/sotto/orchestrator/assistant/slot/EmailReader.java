package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** E-mail addresses, typed or spoken: "jo dot smith at example dot com". In lower case. */
final class EmailReader implements SlotReader {
    private static final Pattern TYPED = Pattern.compile(
            "<?([a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9-]{2,})+)>?");
    private static final Set<String> LEADS = Set.of(
            "is",
            "it's",
            "its",
            "that's",
            "address",
            "email",
            "mail",
            "e",
            "to",
            "um",
            "uh",
            "well",
            "use",
            "be",
            "yes",
            "yeah",
            "sure",
            "at:",
            "me",
            "okay",
            "ok",
            "so",
            "it",
            "would",
            "my",
            "the",
            "was",
            "no",
            "sorry",
            "actually");
    private static final Map<String, String> SIGNS = signs();
    private static final int LONGEST_NAME = 12;

    private static Map<String, String> signs() {
        Map<String, String> signs = new HashMap<>(Map.of("dot", ".", "point", ".", "period", ".", "underscore", "_"));
        signs.putAll(Map.of("dash", "-", "hyphen", "-", "minus", "-", "plus", "+", "oh", "o"));
        NumberWords.UNITS.forEach((word, digit) -> signs.put(word, digit.toString()));
        return Map.copyOf(signs);
    }

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        Optional<SlotReading> typed = typed(words);
        return typed.isPresent() ? typed : spoken(words);
    }

    private static Optional<SlotReading> typed(Words words) {
        // hyphens part words, so the address is looked for in the text
        if (words.isEmpty()) {
            return Optional.empty();
        }
        int start = words.words().get(0).from();
        var matcher = TYPED.matcher(words.original(0, words.size()).toLowerCase(Locale.ROOT));
        if (!matcher.find()) {
            return Optional.empty();
        }
        int from = words.size();
        int to = 0;
        for (int index = 0; index < words.size(); index++) {
            Words.Word word = words.words().get(index);
            if (word.to() > start + matcher.start() && word.from() < start + matcher.end()) {
                from = Math.min(from, index);
                to = index + 1;
            }
        }
        return Optional.of(new SlotReading(matcher.group(1), from, to));
    }

    private static Optional<SlotReading> spoken(Words words) {
        for (int at = words.size() - 2; at > 0; at--) {
            if (!words.at(at).equals("at") && !words.at(at).equals("@")) {
                continue;
            }
            int to = domainEnd(words, at + 1);
            int from = nameStart(words, at);
            if (to > 0 && from < at) {
                String address = joined(words, from, at) + "@" + joined(words, at + 1, to);
                if (TYPED.matcher(address).matches()) {
                    return Optional.of(new SlotReading(address, from, to));
                }
            }
        }
        return Optional.empty();
    }

    /** A word after the last "dot", or -1 when nothing is dotted. */
    private static int domainEnd(Words words, int from) {
        int end = -1;
        for (int index = from + 1; index < Math.min(words.size(), from + 8); index++) {
            boolean dotted = words.at(index).equals("dot") || words.at(index).equals("point");
            if (dotted && index + 1 < words.size()) {
                end = index + 2;
            } else if (end > 0 && index >= end) {
                break;
            } else if (end < 0 && words.at(index).matches("[a-z0-9-]+\\.[a-z]{2,}") || typedTail(words.at(from))) {
                return typedTail(words.at(from)) ? from + 1 : index + 1;
            }
        }
        return end < 0 && typedTail(words.at(from)) ? from + 1 : end;
    }

    private static boolean typedTail(String word) {
        return word.matches("[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}");
    }

    private static int nameStart(Words words, int at) {
        int from = at;
        while (from > 0 && at - from < LONGEST_NAME && !LEADS.contains(words.at(from - 1))) {
            from--;
        }
        return from;
    }

    private static String joined(Words words, int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int index = from; index < to; index++) {
            String word = words.at(index);
            joined.append(SIGNS.getOrDefault(word, word));
        }
        return joined.toString();
    }
}
