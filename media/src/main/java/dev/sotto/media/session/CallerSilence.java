package dev.sotto.media.session;

/**
 * What a caller has heard of us while it was our turn: nothing. Measured as energy on the wire.
 *
 * @param nowMillis how long the silence lasts that is going on; 0 when none is
 * @param longestMillis the longest one, that one included
 * @param totalMillis all of them, without pauses within speech
 * @param overLimit how many passed 4 s
 * @param mutes how often words of ours could not be heard for over a second
 */
public record CallerSilence(long nowMillis, long longestMillis, long totalMillis, long overLimit, long mutes) {}
