package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days: "yesterday", "last tuesday", "three days ago", "the third of november", "3/11", "2026-11-03". A day without a year
 * is the nearest one; a bare weekday is the last one gone by. "Last week" is no day.
 */
final class DateReader implements SlotReader {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})[/.\\-](\\d{1,2})(?:[/.\\-](\\d{4}|\\d{2}))?");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?");
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "day",
            ChronoUnit.DAYS,
            "days",
            ChronoUnit.DAYS,
            "week",
            ChronoUnit.WEEKS,
            "weeks",
            ChronoUnit.WEEKS,
            "month",
            ChronoUnit.MONTHS,
            "months",
            ChronoUnit.MONTHS,
            "year",
            ChronoUnit.YEARS);
    private static final Set<String> NO_MONTHS_UNLESS_WITH_DAY = Set.of("may", "march", "mar", "sun", "sat", "wed");

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        for (int index = 0; index < words.size(); index++) {
            Found found = at(words, index, rules);
            if (found != null) {
                return Optional.of(new SlotReading(found.day.toString(), index, found.to));
            }
        }
        return Optional.empty();
    }

    private record Found(LocalDate day, int to) {}

    private static @Nullable Found at(Words words, int index, ReadingRules rules) {
        Found found = numeric(words.at(index), index, rules);
        found = found != null ? found : relative(words, index, rules.today());
        found = found != null ? found : weekday(words, index, rules.today());
        return found != null ? found : named(words, index, rules.today());
    }

    private static @Nullable Found numeric(String word, int index, ReadingRules rules) {
        Matcher iso = ISO.matcher(word);
        if (iso.matches()) {
            return found(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)), index + 1);
        }
        Matcher slashed = SLASHED.matcher(word);
        if (!slashed.matches() || !rules.asked() && slashed.group(3) == null && !word.contains("/")) {
            return null;
        }
        int first = number(slashed.group(1));
        int second = number(slashed.group(2));
        boolean dayFirst = first > 12 || rules.dayFirst() && second <= 12;
        int day = dayFirst ? first : second;
        int month = dayFirst ? second : first;
        if (slashed.group(3) != null) {
            int year = number(slashed.group(3));
            return found(year < 100 ? 2000 + year : year, month, day, index + 1);
        }
        return nearest(month, day, rules.today(), index + 1);
    }

    private static @Nullable Found relative(Words words, int index, LocalDate today) {
        switch (words.at(index)) {
            case "today", "tonight" -> {
                return new Found(today, index + 1);
            }
            case "yesterday" -> {
                return new Found(today.minusDays(1), index + 1);
            }
            case "tomorrow" -> {
                return new Found(today.plusDays(1), index + 1);
            }
            default -> {
                if (words.plain(index, index + 4).equals("the day before yesterday")
                        || words.plain(index, index + 3).equals("day before yesterday")) {
                    return new Found(
                            today.minusDays(2), index + (words.at(index).equals("the") ? 4 : 3));
                }
                if (words.plain(index, index + 4).equals("the day after tomorrow")
                        || words.plain(index, index + 3).equals("day after tomorrow")) {
                    return new Found(today.plusDays(2), index + (words.at(index).equals("the") ? 4 : 3));
                }
                return counted(words, index, today);
            }
        }
    }

    /** "three days ago", "a week ago", "in two days". */
    private static @Nullable Found counted(Words words, int index, LocalDate today) {
        boolean ahead = words.at(index).equals("in");
        int at = ahead ? index + 1 : index;
        int to = at;
        while (to < at + 2 && NumberWords.isNumber(words.at(to))) {
            to++;
        }
        String word = words.at(at);
        OptionalLong count = to > at
                ? NumberWords.cardinal(List.of(words.plain(at, to).split(" ")))
                : word.matches("\\d{1,3}")
                        ? OptionalLong.of(number(word))
                        : word.equals("a") || word.equals("an")
                                ? OptionalLong.of(1)
                                : word.equals("couple") ? OptionalLong.of(2) : OptionalLong.empty();
        int unitAt = Math.max(to, at + 1);
        unitAt = words.at(unitAt).equals("of") ? unitAt + 1 : unitAt;
        ChronoUnit unit = UNITS.get(words.at(unitAt));
        if (count.isEmpty() || unit == null) {
            return null;
        }
        boolean ago = words.at(unitAt + 1).equals("ago");
        if (ago == ahead) {
            return null;
        }
        LocalDate day = ago ? today.minus(count.getAsLong(), unit) : today.plus(count.getAsLong(), unit);
        return new Found(day, ago ? unitAt + 2 : unitAt + 1);
    }

    private static @Nullable Found weekday(Words words, int index, LocalDate today) {
        String lead = words.at(index);
        boolean led = Set.of("last", "next", "this", "on", "past", "coming").contains(lead);
        DayOfWeek weekday = dayOfWeek(words.at(led ? index + 1 : index));
        if (weekday == null) {
            return null;
        }
        LocalDate day = lead.equals("next") || lead.equals("coming")
                ? today.with(TemporalAdjusters.next(weekday))
                : lead.equals("this")
                        ? today.with(TemporalAdjusters.nextOrSame(weekday))
                        : today.with(TemporalAdjusters.previous(weekday));
        return new Found(day, led ? index + 2 : index + 1);
    }

    private static @Nullable DayOfWeek dayOfWeek(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            boolean cut = word.length() >= 3 && name.startsWith(word) && !NO_MONTHS_UNLESS_WITH_DAY.contains(word);
            if (cut || word.equals(name + "'s")) {
                return day;
            }
        }
        return null;
    }

    /** "the third of november", "november 3rd", "3 nov 2026", "november the twenty third twenty twenty six". */
    private static @Nullable Found named(Words words, int index, LocalDate today) {
        int at = words.at(index).equals("the") ? index + 1 : index;
        Day day = day(words, at);
        if (day != null) {
            int monthAt = words.at(day.to).equals("of") ? day.to + 1 : day.to;
            Month month = month(words.at(monthAt));
            return month == null ? null : withYear(words, month, day.number, monthAt + 1, today);
        }
        Month month = month(words.at(index));
        if (month == null) {
            return null;
        }
        int dayAt = words.at(index + 1).equals("the") ? index + 2 : index + 1;
        Day after = day(words, dayAt);
        return after == null ? null : withYear(words, month, after.number, after.to, today);
    }

    private record Day(int number, int to) {}

    private static @Nullable Day day(Words words, int at) {
        String word = words.at(at);
        Matcher numeral = ORDINAL.matcher(word);
        if (numeral.matches()) {
            return new Day(number(numeral.group(1)), at + 1);
        }
        if (word.equals("twenty") || word.equals("thirty")) {
            int tens = word.equals("twenty") ? 20 : 30;
            int unit = ORDINALS.indexOf(words.at(at + 1)) + 1;
            unit = unit > 0 && unit < 10 ? unit : NumberWords.UNITS.getOrDefault(words.at(at + 1), 0);
            return unit > 0 ? new Day(tens + unit, at + 2) : new Day(tens, at + 1);
        }
        if (word.equals("thirtieth")) {
            return new Day(30, at + 1);
        }
        int ordinal = ORDINALS.indexOf(word) + 1;
        String before = words.at(at - 1);
        if (ordinal < 10 && (before.equals("twenty") || before.equals("thirty"))) {
            return null;
        }
        if (ordinal > 0) {
            return new Day(ordinal, at + 1);
        }
        Integer unit = NumberWords.UNITS.get(word);
        Integer small = unit != null ? unit : NumberWords.TEENS.get(word);
        return small == null || small == 0 ? null : new Day(small, at + 1);
    }

    private static @Nullable Month month(String word) {
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            if (word.length() >= 3 && name.startsWith(word) || word.equals("sept") && month == Month.SEPTEMBER) {
                return month;
            }
        }
        return null;
    }

    private static @Nullable Found withYear(Words words, Month month, int day, int at, LocalDate today) {
        if (words.at(at).matches("20\\d\\d")) {
            return found(number(words.at(at)), month.getValue(), day, at + 1);
        }
        if (words.at(at).equals("twenty") && NumberWords.TENS.containsKey(words.at(at + 1))) {
            int unit = NumberWords.UNITS.getOrDefault(words.at(at + 2), 0);
            int year = 2000 + NumberWords.TENS.getOrDefault(words.at(at + 1), 0) + unit;
            return found(year, month.getValue(), day, unit > 0 ? at + 3 : at + 2);
        }
        return nearest(month.getValue(), day, today, at);
    }

    private static @Nullable Found nearest(int month, int day, LocalDate today, int to) {
        Found best = null;
        for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
            Found found = found(year, month, day, to);
            if (found != null && (best == null || distance(found, today) < distance(best, today))) {
                best = found;
            }
        }
        return best;
    }

    private static long distance(Found found, LocalDate today) {
        return Math.abs(ChronoUnit.DAYS.between(found.day, today));
    }

    private static @Nullable Found found(int year, int month, int day, int to) {
        try {
            return new Found(LocalDate.of(year, month, day), to);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
