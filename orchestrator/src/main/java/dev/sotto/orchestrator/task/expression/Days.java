package dev.sotto.orchestrator.task.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates for the ear. Today is the variable {@code today} (ISO date): nothing here has a clock. */
final class Days {
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MMMM d", Locale.US);
    private static final DateTimeFormatter ANY_YEAR = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

    private Days() {}

    static Optional<LocalDate> today(Map<String, Object> variables) {
        return parse(variables.get("today"));
    }

    /** "November 3", with the year when it is not this year's. Text that is no date stays as it is. */
    static String spoken(Object value, Optional<LocalDate> today) {
        Optional<LocalDate> date = parse(value);
        if (date.isEmpty()) {
            return Filters.words(value);
        }
        boolean otherYear =
                today.isPresent() && today.get().getYear() != date.get().getYear();
        return date.get().format(otherYear ? ANY_YEAR : THIS_YEAR);
    }

    /** "today", "yesterday", "9 days ago", "tomorrow", "in 3 days"; of a date, or of a number of days that have passed. */
    static @Nullable String ago(Object value, Optional<LocalDate> today) {
        if (value instanceof Number number) {
            return words(number.longValue());
        }
        Optional<LocalDate> date = parse(value);
        if (date.isEmpty() || today.isEmpty()) {
            return null;
        }
        return words(ChronoUnit.DAYS.between(date.get(), today.get()));
    }

    private static String words(long days) {
        if (days == 0) {
            return "today";
        }
        if (days == 1) {
            return "yesterday";
        }
        if (days == -1) {
            return "tomorrow";
        }
        return days > 0 ? days + " days ago" : "in " + -days + " days";
    }

    private static Optional<LocalDate> parse(@Nullable Object value) {
        if (value instanceof LocalDate date) {
            return Optional.of(date);
        }
        if (!(value instanceof String text) || text.length() < 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
