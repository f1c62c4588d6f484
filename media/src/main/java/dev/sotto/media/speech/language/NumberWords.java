package dev.sotto.media.speech.language;

import java.util.List;

/** Numbers as English speakers say them on the telephone. */
public final class NumberWords {
    private static final List<String> ONES = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
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
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> SCALES = List.of("", " thousand", " million", " billion");
    private static final List<String> IRREGULAR_ORDINALS = List.of(
            "zeroth",
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
            "twelfth");

    private NumberWords() {}

    /** {@code 129} is "one hundred twenty nine". Up to twelve digits. */
    public static String cardinal(long number) {
        if (number < 0) {
            return "minus " + cardinal(-number);
        }
        if (number < 1000) {
            return belowThousand((int) number);
        }
        if (number >= 1_000_000_000_000L) {
            return digits(Long.toString(number));
        }
        var words = new StringBuilder();
        long divisor = 1_000_000_000;
        for (int scale = 3; scale >= 0; scale--, divisor /= 1000) {
            int part = (int) (number / divisor % 1000);
            if (part > 0) {
                words.append(words.isEmpty() ? "" : " ")
                        .append(belowThousand(part))
                        .append(SCALES.get(scale));
            }
        }
        return words.toString();
    }

    /** {@code 22} is "twenty second". */
    public static String ordinal(int number) {
        if (number < IRREGULAR_ORDINALS.size() && number >= 0) {
            return IRREGULAR_ORDINALS.get(number);
        }
        String cardinal = cardinal(number);
        int space = cardinal.lastIndexOf(' ');
        String last = cardinal.substring(space + 1);
        String head = cardinal.substring(0, space + 1);
        int one = ONES.indexOf(last);
        if (one > 0 && one < IRREGULAR_ORDINALS.size()) {
            return head + IRREGULAR_ORDINALS.get(one);
        }
        return head + (last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th");
    }

    /** {@code 482913} is "four eight two nine one three"; what isn't a digit is left out. */
    public static String digits(CharSequence digits) {
        var words = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                words.append(words.isEmpty() ? "" : " ").append(ONES.get(digit));
            }
        }
        return words.toString();
    }

    private static String belowThousand(int number) {
        if (number < 20) {
            return ONES.get(number);
        }
        if (number < 100) {
            return TENS.get(number / 10) + (number % 10 == 0 ? "" : " " + ONES.get(number % 10));
        }
        return ONES.get(number / 100) + " hundred" + (number % 100 == 0 ? "" : " " + belowThousand(number % 100));
    }
}
