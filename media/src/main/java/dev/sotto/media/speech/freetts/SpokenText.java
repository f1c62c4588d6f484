package dev.sotto.media.speech.freetts;

import dev.sotto.media.speech.language.NumberWords;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes text out the way it is read aloud: money, order numbers, times, dates and addresses become words.
 *
 * <p>Four digits and more are an identifier and are spoken digit by digit, with a breath after every third; with a
 * thousands separator they are a number.
 */
public final class SpokenText {
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern MONEY =
            Pattern.compile("([$£€])\\s?(\\d{1,3}(?:,\\d{3})+|\\d{1,9})(?:\\.(\\d{2}))?(?!\\d)");
    private static final Pattern ISO_DATE = Pattern.compile("\\b((?:19|20)\\d{2})-(\\d{2})-(\\d{2})\\b");
    private static final Pattern TIME =
            Pattern.compile("\\b(\\d{1,2}):(\\d{2})(?:\\s?([aApP])\\.?[mM]\\b\\.?)?(?!\\d)");
    private static final Pattern HOUR = Pattern.compile("\\b(\\d{1,2})\\s?([aApP])\\.?[mM]\\b\\.?");
    private static final Pattern ORDINAL = Pattern.compile("\\b(\\d{1,3})(?:st|nd|rd|th)\\b");
    private static final Pattern DECIMAL = Pattern.compile("\\b(\\d{1,9})\\.(\\d{1,6})\\b");
    private static final Pattern THOUSANDS = Pattern.compile("\\b\\d{1,3}(?:,\\d{3})+\\b");
    private static final Pattern RANGE = Pattern.compile("(\\d)\\s?[-–]\\s?(?=\\d{1,3}\\b)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?=\\S)|\\n+");
    private static final String[] MONTHS = {
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
        "december"
    };

    private SpokenText() {}

    /** Sentences in the order they are spoken; empty when nothing can be. */
    static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        for (String sentence : SENTENCE_END.split(written(text))) {
            String trimmed = sentence.strip();
            if (trimmed.chars().anyMatch(Character::isLetterOrDigit)) {
                sentences.add(trimmed);
            }
        }
        return sentences;
    }

    /** The whole text in words. */
    public static String written(String text) {
        String t = plainLetters(text);
        t = replace(t, EMAIL, m -> address(m.group()));
        t = replace(t, MONEY, SpokenText::money);
        t = replace(t, ISO_DATE, SpokenText::date);
        t = replace(t, TIME, SpokenText::time);
        t = replace(t, HOUR, m -> number(m.group(1)) + " " + halfOfDay(m.group(2)));
        t = replace(t, ORDINAL, m -> NumberWords.ordinal(Integer.parseInt(m.group(1))));
        t = replace(t, DECIMAL, m -> number(m.group(1)) + " point " + NumberWords.digits(m.group(2)));
        t = replace(t, THOUSANDS, m -> number(m.group()));
        t = replace(t, RANGE, m -> m.group(1) + " to ");
        t = replace(t, NUMBER, m -> m.group().length() > 3 ? identifier(m.group()) : number(m.group()));
        t = t.replace("%", " percent")
                .replace("#", " number ")
                .replace("&", " and ")
                .replace("+", " plus ");
        return t.replaceAll("[*_`|<>{}\\[\\]\\\\^~=/@$]", " ")
                .replaceAll("[ \\t]+", " ")
                .strip();
    }

    private static String plainLetters(String text) {
        String t = text.replace('’', '\'').replace('‘', '\'').replaceAll("[“”\"]", "");
        t = t.replaceAll("\\s?[—]\\s?", ", ").replace("…", ". ");
        return Normalizer.normalize(t, Normalizer.Form.NFD).replaceAll("[^\\p{ASCII}£€–]", "");
    }

    private static String money(MatchResult m) {
        long whole = Long.parseLong(m.group(2).replace(",", ""));
        int cents = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
        String[] names = switch (m.group(1)) {
            case "£" -> new String[] {"pound", "penny", "pence"};
            case "€" -> new String[] {"euro", "cent", "cents"};
            default -> new String[] {"dollar", "cent", "cents"};
        };
        String wholeWords = NumberWords.cardinal(whole) + " " + names[0] + (whole == 1 ? "" : "s");
        if (cents == 0) {
            return wholeWords;
        }
        String centWords = NumberWords.cardinal(cents) + " " + names[cents == 1 ? 1 : 2];
        return whole == 0 ? centWords : wholeWords + " and " + centWords;
    }

    private static String date(MatchResult m) {
        int month = Integer.parseInt(m.group(2));
        int day = Integer.parseInt(m.group(3));
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return NumberWords.digits(m.group());
        }
        return MONTHS[month - 1] + " " + NumberWords.ordinal(day) + ", " + year(Integer.parseInt(m.group(1)));
    }

    private static String year(int year) {
        int century = year / 100;
        int rest = year % 100;
        if (rest == 0) {
            return century == 20 ? "two thousand" : NumberWords.cardinal(century) + " hundred";
        }
        return NumberWords.cardinal(century) + (rest < 10 ? " oh " : " ") + NumberWords.cardinal(rest);
    }

    private static String time(MatchResult m) {
        int hour = Integer.parseInt(m.group(1));
        int minute = Integer.parseInt(m.group(2));
        String half = m.group(3) == null ? "" : " " + halfOfDay(m.group(3));
        String minutes = minute == 0
                ? (half.isEmpty() ? " o'clock" : "")
                : (minute < 10 ? " oh " : " ") + NumberWords.cardinal(minute);
        return NumberWords.cardinal(hour) + minutes + half;
    }

    private static String halfOfDay(String letter) {
        return letter.equalsIgnoreCase("a") ? "ay em" : "pee em";
    }

    private static String address(String address) {
        var words = new StringBuilder();
        for (char c : address.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '@' -> words.append(" at ");
                case '.' -> words.append(" dot ");
                case '_' -> words.append(" underscore ");
                case '-' -> words.append(" dash ");
                case '+' -> words.append(" plus ");
                default -> words.append(Character.isDigit(c) ? " " + NumberWords.digits(String.valueOf(c)) + " " : c);
            }
        }
        return words.toString().replaceAll(" +", " ").strip();
    }

    private static String identifier(String digits) {
        var words = new StringBuilder();
        for (int i = 0; i < digits.length(); i += 3) {
            words.append(i == 0 ? "" : ", ")
                    .append(NumberWords.digits(digits.substring(i, Math.min(i + 3, digits.length()))));
        }
        return words.toString();
    }

    private static String number(String digits) {
        return NumberWords.cardinal(Long.parseLong(digits.replace(",", "")));
    }

    private static String replace(String text, Pattern pattern, Function<MatchResult, String> words) {
        return pattern.matcher(text).replaceAll(m -> java.util.regex.Matcher.quoteReplacement(words.apply(m)));
    }
}
