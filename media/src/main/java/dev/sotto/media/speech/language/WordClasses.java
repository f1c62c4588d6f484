package dev.sotto.media.speech.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes a sentence may name, written out as weighted patterns whose weights add up to one. */
final class WordClasses {
    static final List<String> NAMES = List.of(
            "{digits}",
            "{digits:n}",
            "{pair}",
            "{number}",
            "{money}",
            "{date}",
            "{time}",
            "{yes_no}",
            "{name}",
            "{email}");

    private static final Pattern SYNTAX = Pattern.compile("\\{([a-z_]+)(?::(\\d{1,2}))?}");
    private static final List<String> ONES =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final List<String> LETTERS = "abcdefghijklmnopqrstuvwxyz"
            .chars()
            .mapToObj(c -> String.valueOf((char) c))
            .toList();
    private static final Map<String, Double> DIGIT = digit();

    private WordClasses() {}

    static boolean isKnown(String token) {
        Matcher m = SYNTAX.matcher(token);
        return m.matches()
                && NAMES.contains("{" + m.group(1) + "}")
                && (m.group(2) == null || m.group(1).equals("digits") && Integer.parseInt(m.group(2)) > 0);
    }

    /** The patterns of one class as it is written in a sentence. */
    static List<Slots> expand(String token) {
        Matcher m = SYNTAX.matcher(token);
        if (!m.matches()) {
            throw new IllegalArgumentException("not a class: " + token);
        }
        return switch (m.group(1)) {
            case "digits" -> m.group(2) == null ? anyDigits() : digits(Integer.parseInt(m.group(2)));
            case "pair" -> pair();
            case "number" -> number();
            case "money" -> money();
            case "date" -> date();
            case "time" -> time();
            case "yes_no" -> yesNo();
            case "name" -> name();
            case "email" -> email();
            default -> throw new IllegalArgumentException("unknown class " + token + "; there are " + NAMES);
        };
    }

    private static Map<String, Double> digit() {
        var place = new java.util.HashMap<>(Slots.anyOf(ONES));
        place.replaceAll((word, p) -> p * 0.9);
        place.put("zero", 0.06);
        place.put("oh", 0.04);
        return place;
    }

    private static List<Slots> digits(int length) {
        var patterns = new ArrayList<Slots>();
        var plain = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < length; i++) {
            plain.add(DIGIT);
        }
        patterns.add(Slots.of(length < 3 ? 1 : 0.9, plain));
        for (int i = 0; length >= 3 && i < length - 1; i++) {
            var doubled = new ArrayList<>(plain);
            doubled.set(i, Map.of("double", 1.0));
            patterns.add(Slots.of(0.1 / (length - 1), doubled));
        }
        return patterns;
    }

    private static List<Slots> anyDigits() {
        var patterns = new ArrayList<Slots>();
        int[] lengths = {1, 2, 3, 4, 5, 6, 7, 8, 10, 11};
        for (int length : lengths) {
            digits(length).forEach(s -> patterns.add(s.times(1.0 / lengths.length)));
        }
        return patterns;
    }

    private static List<Slots> belowHundred(double weight) {
        return List.of(
                Slots.of(weight * 0.3, List.of(Slots.anyOf(ONES))),
                Slots.of(weight * 0.2, List.of(Slots.anyOf(TEENS))),
                Slots.of(weight * 0.2, List.of(Slots.anyOf(TENS))),
                Slots.of(weight * 0.3, List.of(Slots.anyOf(TENS), Slots.anyOf(ONES))));
    }

    /** Two digits said as one number, as in "forty eight twenty nine oh seven". */
    private static List<Slots> pair() {
        return List.of(
                Slots.of(0.2, List.of(Slots.anyOf(TEENS))),
                Slots.of(0.15, List.of(Slots.anyOf(TENS))),
                Slots.of(0.55, List.of(Slots.anyOf(TENS), Slots.anyOf(ONES))),
                Slots.of(0.1, List.of(Map.of("oh", 1.0), Slots.anyOf(ONES))));
    }

    private static List<Slots> number() {
        var patterns = new ArrayList<>(belowHundred(0.6));
        for (Slots hundred : List.of(
                Slots.of(0.6, List.of(Slots.anyOf(ONES), Map.of("hundred", 1.0))), Slots.of(0.4, "a hundred"))) {
            patterns.add(hundred.times(0.1));
            belowHundred(0.2).forEach(rest -> patterns.add(hundred.then(rest)));
            belowHundred(0.1)
                    .forEach(rest ->
                            patterns.add(hundred.then(Slots.of(1, "and")).then(rest)));
        }
        return patterns;
    }

    private static List<Slots> money() {
        var patterns = new ArrayList<Slots>();
        for (Slots amount : number()) {
            Slots dollars = amount.then(Slots.of(1, List.of(Map.of("dollars", 0.9, "bucks", 0.06, "dollar", 0.04))));
            patterns.add(dollars.times(0.7));
            belowHundred(0.1).forEach(cents -> patterns.add(dollars.then(cents)));
            belowHundred(0.1)
                    .forEach(cents -> patterns.add(
                            dollars.then(Slots.of(1, "and")).then(cents).then(Slots.of(1, "cents"))));
            patterns.add(amount.then(Slots.of(0.1, List.of(Slots.anyOf(TENS)))));
        }
        return patterns;
    }

    private static List<Slots> date() {
        var days = new ArrayList<String>();
        for (int day = 1; day <= 20; day++) {
            days.add(NumberWords.ordinal(day));
        }
        days.add("thirtieth");
        var tail = List.of(
                Slots.of(0.7, List.of(Slots.anyOf(days))),
                Slots.of(0.3, List.of(Map.of("twenty", 0.9, "thirty", 0.1), Slots.anyOf(days.subList(0, 9)))));
        var patterns = new ArrayList<Slots>();
        for (Slots day : tail) {
            patterns.add(Slots.of(0.3, List.of(Slots.anyOf(MONTHS))).then(day));
            patterns.add(Slots.of(0.1, "the")
                    .then(day)
                    .then(Slots.of(1, "of"))
                    .then(Slots.of(1, List.of(Slots.anyOf(MONTHS)))));
            patterns.add(Slots.of(0.05, "the").then(day));
        }
        patterns.add(Slots.of(0.15, List.of(Slots.anyOf(WEEKDAYS))));
        patterns.add(Slots.of(
                0.15,
                List.of(Map.of("last", 0.5, "next", 0.3, "this", 0.2), Slots.anyOf(with(WEEKDAYS, "week", "month")))));
        patterns.add(Slots.of(0.15, List.of(Slots.anyOf(List.of("today", "yesterday", "tomorrow")))));
        belowHundred(0.1)
                .forEach(n -> patterns.add(n.then(Slots.of(1, List.of(Slots.anyOf(List.of("days", "weeks", "months")))))
                        .then(Slots.of(1, "ago"))));
        return patterns;
    }

    private static List<Slots> time() {
        var hours = with(ONES, "ten", "eleven", "twelve");
        var half = Slots.of(1, List.of(Map.of("a", 0.4, "p", 0.6), Map.of("m", 1.0)));
        var hour = Slots.of(1, List.of(Slots.anyOf(hours)));
        var minutes = Slots.of(1, List.of(Slots.anyOf(with(TENS.subList(0, 4), "fifteen", "ten"))));
        return List.of(
                hour.times(0.2),
                hour.then(Slots.of(0.2, "o'clock")),
                hour.then(half).times(0.2),
                hour.then(minutes).times(0.2),
                hour.then(minutes).then(half).times(0.1),
                Slots.of(0.05, "noon"),
                Slots.of(0.05, "in the morning"));
    }

    private static List<Slots> yesNo() {
        return List.of(
                Slots.of(0.5, List.of(Map.of("yes", 0.7, "yeah", 0.15, "yep", 0.05, "sure", 0.05, "correct", 0.05))),
                Slots.of(0.5, List.of(Map.of("no", 0.9, "nope", 0.1))));
    }

    private static List<Slots> name() {
        var first = Slots.of(1, List.of(Slots.anyOf(Names.FIRST)));
        var last = Slots.of(1, List.of(Slots.anyOf(Names.LAST)));
        return List.of(first.times(0.4), last.times(0.2), first.then(last).times(0.4));
    }

    private static List<Slots> email() {
        var site = Slots.of(
                1,
                List.of(
                        Map.of("at", 1.0),
                        Slots.anyOf(List.of("gmail", "yahoo", "hotmail", "outlook", "example", "icloud")),
                        Map.of("dot", 1.0),
                        Map.of("com", 0.8, "org", 0.1, "net", 0.1)));
        var letter = Slots.anyOf(LETTERS);
        var patterns = new ArrayList<Slots>();
        for (Slots name : name()) {
            patterns.add(name.then(site).times(0.4));
            patterns.add(name.then(Slots.of(0.2, List.of(DIGIT, DIGIT))).then(site));
        }
        patterns.add(Slots.of(0.2, List.of(letter, Map.of("dot", 1.0), Slots.anyOf(Names.LAST)))
                .then(site));
        patterns.add(
                Slots.of(0.2, List.of(letter, letter, letter, letter, letter)).then(site));
        return patterns;
    }

    private static List<String> with(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }
}
