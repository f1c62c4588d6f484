package dev.sotto.loadtest.phone;

import java.util.List;

/**
 * What one caller felt; times in nanoseconds.
 *
 * @param greeting from ACK to the first sound; -1 when there was none
 * @param replies from the end of each turn of ours to their first sound
 * @param bargeIns from our first sound over theirs to their last
 * @param answersInSilence from an agent's answer to the next sound, when they were silent at that moment
 * @param answersInSpeech the same when they were just saying something: to their next talk spurt
 * @param answersOverCaller the same when we were talking or keying, or had ended and not been answered yet: from the end of our turn to
 *     their next sound
 * @param longestSilence while we did not speak
 * @param longestWait the longest silence while an agent's answer was waited for
 * @param spurts how many times they began to talk
 */
public record Felt(
        long greeting,
        List<Long> replies,
        List<Long> bargeIns,
        List<Long> answersInSilence,
        List<Long> answersInSpeech,
        List<Long> answersOverCaller,
        long longestSilence,
        long longestWait,
        int spurts) {
    public static final Felt NOTHING = new Felt(-1, List.of(), List.of(), List.of(), List.of(), List.of(), 0, 0, 0);

    public Felt {
        replies = List.copyOf(replies);
        bargeIns = List.copyOf(bargeIns);
        answersInSilence = List.copyOf(answersInSilence);
        answersInSpeech = List.copyOf(answersInSpeech);
        answersOverCaller = List.copyOf(answersOverCaller);
    }
}
