package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** British postcodes ("SW1A 1AA") and American ZIP codes ("90210", "90210-1234"), typed or spelled aloud. */
final class PostcodeReader implements SlotReader {
    private static final Pattern BRITISH = Pattern.compile("[A-Z]{1,2}\\d[A-Z\\d]?\\d[A-Z]{2}");
    private static final Pattern AMERICAN = Pattern.compile("\\d{5}(?:\\d{4})?");
    private static final Map<String, String> LETTERS = letters();
    private static final int LONGEST = 14;

    private static Map<String, String> letters() {
        Map<String, String> letters = new HashMap<>();
        String names =
                "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike november"
                        + " oscar papa quebec romeo sierra tango uniform victor whiskey whisky x-ray xray yankee zulu";
        for (String name : names.split(" ")) {
            letters.put(name, name.substring(0, 1));
        }
        String heard =
                "a=ay b=bee b=be c=cee c=see c=sea d=dee e=ee f=eff g=gee h=aitch j=jay k=kay l=el m=em n=en p=pea"
                        + " p=pee q=cue q=queue r=ar r=are s=ess t=tea t=tee u=you v=vee x=ex y=why z=zed z=zee w=doubleu";
        for (String pair : heard.split(" ")) {
            letters.put(pair.substring(2), pair.substring(0, 1));
        }
        letters.put("for", "4");
        letters.put("to", "2");
        letters.put("too", "2");
        NumberWords.UNITS.forEach((word, digit) -> letters.put(word, digit.toString()));
        NumberWords.TEENS.forEach((word, number) -> letters.put(word, number.toString()));
        letters.put("oh", "0");
        return Map.copyOf(letters);
    }

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        for (int from = 0; from < words.size(); from++) {
            StringBuilder signs = new StringBuilder();
            Optional<SlotReading> longest = Optional.empty();
            for (int to = from; to < Math.min(words.size(), from + LONGEST); to++) {
                String sign = sign(words, to, rules.asked());
                if (sign.isEmpty()) {
                    break;
                }
                signs.append(sign);
                Optional<String> code = code(signs.toString(), rules.asked());
                if (code.isPresent()) {
                    longest = Optional.of(new SlotReading(code.get(), from, to + 1));
                }
            }
            if (longest.isPresent()) {
                return longest;
            }
        }
        return Optional.empty();
    }

    private static String sign(Words words, int index, boolean asked) {
        String word = words.at(index);
        if (asked && word.equals("double")) {
            return words.at(index + 1).matches("u|you") ? "~" : twice(words.at(index + 1));
        }
        if (asked && LETTERS.containsKey(word)) {
            return LETTERS.getOrDefault(word, "").toUpperCase(Locale.ROOT);
        }
        boolean code =
                word.matches("[a-z]|[\\d-]+|[a-z]{1,2}\\d[a-z\\d]?|\\d[a-z]{2}|[a-z]{1,2}\\d[a-z\\d]?\\d[a-z]{2}");
        boolean spelled = asked && word.matches("[a-z]{2}");
        return code || spelled ? word.replace("-", "").toUpperCase(Locale.ROOT) : "";
    }

    private static String twice(String word) {
        return LETTERS.getOrDefault(word, word.length() == 1 ? word : "").toUpperCase(Locale.ROOT);
    }

    private static Optional<String> code(String heard, boolean asked) {
        String signs = heard.replace("~U", "W").replace("~", "W");
        if (AMERICAN.matcher(signs).matches()) {
            return asked
                    ? Optional.of(signs.length() == 9 ? signs.substring(0, 5) + "-" + signs.substring(5) : signs)
                    : Optional.empty();
        }
        String british = zeroAsLetterAndBack(signs);
        return BRITISH.matcher(british).matches()
                ? Optional.of(
                        british.substring(0, british.length() - 3) + " " + british.substring(british.length() - 3))
                : Optional.empty();
    }

    /** "O" and "0" sound and look the same; the code's shape says which one is meant. */
    private static String zeroAsLetterAndBack(String signs) {
        int inward = signs.length() - 3;
        if (inward < 2) {
            return signs;
        }
        String outward = signs.charAt(0) == '0' ? "O" + signs.substring(1, inward) : signs.substring(0, inward);
        String digit = signs.substring(inward, inward + 1).replace('O', '0');
        return outward + digit + signs.substring(inward + 1).replace('0', 'O');
    }
}
