package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Excerpt;
import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was said to one customer and may be proposed for another. In doubt it may not: the words are then remembered for
 * the figures only.
 */
final class Discretion {
    private static final Pattern ADDRESS = Pattern.compile("\\S@\\S|\\bat\\s+\\w+\\s+dot\\s+\\w+", flags());
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[ ./()-]{0,2}\\d){3,}");
    private static final Pattern SPELT_NUMBER = Pattern.compile(
            "(?:\\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double)\\b[ ,-]*){3,}", flags());
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final Pattern AMOUNT = Pattern.compile("[$€£]\\s?\\d|\\d\\s?[$€£]|\\d[.,]\\d{2}\\b");
    private static final Pattern NAMING = Pattern.compile(
            "\\b(?:my name is|my name's|this is|i am|i'm|it's|name)\\s+(\\p{L}+)(?:\\s+(\\p{L}+))?", flags());
    private static final Pattern TITLE = Pattern.compile("\\b(?:mr|mrs|ms|miss|dr)\\b\\.?\\s+\\p{L}", flags());
    private static final Pattern PRIVATE =
            Pattern.compile("name|customer|caller|address|street|mail|phone|number|postcode|birth", flags());
    private static final int SHORTEST = 3;

    private Discretion() {}

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }

    /** True when nothing in these words is the customer's own. */
    static boolean mayTell(String words, GuidanceRequest heardIn) {
        String text = words.replace('’', '\'');
        return !ADDRESS.matcher(text).find()
                && !LONG_NUMBER.matcher(text).find()
                && !SPELT_NUMBER.matcher(text).find()
                && !TITLE.matcher(text).find()
                && noneOfTheirNumbers(text, heardIn)
                && noneOfTheirWords(text, heardIn);
    }

    /** A number on the card is of that case; an amount is when it was said, too. */
    private static boolean noneOfTheirNumbers(String text, GuidanceRequest request) {
        Set<String> numbers = numbers(text);
        boolean amounts = AMOUNT.matcher(text).find();
        Stream<String> facts = request.evidence().stream().map(Fact::value);
        Stream<String> said = Stream.concat(
                Stream.of(request.question(), request.summary()),
                request.excerpt().stream().map(Excerpt::text));
        return Stream.concat(facts, amounts ? said : Stream.empty())
                .noneMatch(known -> numbers(known).stream().anyMatch(numbers::contains));
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new HashSet<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            String digits = matcher.group().replace(",", "");
            numbers.add(digits);
            numbers.add(digits.replaceFirst("\\.\\d+$", ""));
        }
        return numbers;
    }

    private static boolean noneOfTheirWords(String text, GuidanceRequest request) {
        String plain = " " + Given.plain(text) + " ";
        boolean inFacts = request.evidence().stream()
                .filter(fact -> PRIVATE.matcher(fact.label()).find())
                .flatMap(fact -> Stream.of(Given.plain(fact.value()).split(" ")))
                .filter(word -> word.length() >= SHORTEST)
                .anyMatch(word -> plain.contains(" " + word + " "));
        return !inFacts
                && request.excerpt().stream()
                        .filter(line -> line.from().equals("customer"))
                        .noneMatch(line -> saysTheirName(text, line.text()));
    }

    /** Speech has no capitals, so the name is looked for where it is given; a person who writes it does capitalise it. */
    private static boolean saysTheirName(String text, String line) {
        Matcher naming = NAMING.matcher(line);
        while (naming.find()) {
            for (int group = 1; group <= naming.groupCount(); group++) {
                String name = naming.group(group);
                if (name != null && name.length() >= SHORTEST && text.contains(capital(name))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
