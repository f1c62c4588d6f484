package dev.sotto.media.turn;

import java.util.Set;

/**
 * Words that say "I am listening" and want nothing: over somebody's speech they don't take the turn, unless a yes or a no was
 * asked for.
 */
public final class BackChannel {
    private static final Set<String> WORDS = Set.of(
            "mhm", "mm", "mmm", "hm", "hmm", "uh", "um", "er", "huh", "uhhuh", "mmhmm", "aha", "ah", "oh", "okay", "ok",
            "right", "yeah", "yes", "yep", "sure", "alright", "good", "great", "fine", "cool", "perfect", "lovely");
    private static final Set<String> PAIRS =
            Set.of("i see", "all right", "got it", "of course", "go on", "very good", "sounds good", "i understand");

    private BackChannel() {}

    /** True when {@code text}, lower case words, is made of nothing else. */
    public static boolean only(String text) {
        String[] words = text.replace('-', ' ').strip().split(" +");
        int at = 0;
        while (at < words.length) {
            if (WORDS.contains(words[at])) {
                at++;
            } else if (at + 1 < words.length && PAIRS.contains(words[at] + " " + words[at + 1])) {
                at += 2;
            } else {
                return false;
            }
        }
        return !text.isBlank();
    }
}
