package dev.sotto.gateway.web;

import java.util.regex.Pattern;

/** Text from outside as it may go on: no control characters (line breaks and tabs stay), no half surrogates, no blanks around it. */
public final class PlainText {
    private static final Pattern UNWANTED =
            Pattern.compile("[\\p{Cc}\\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069&&[^\n\t]]");

    private PlainText() {}

    public static String clean(String text) {
        return UNWANTED.matcher(text).replaceAll("").strip();
    }
}
