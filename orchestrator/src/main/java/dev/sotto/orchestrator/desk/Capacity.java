package dev.sotto.orchestrator.desk;

import org.jspecify.annotations.Nullable;

/**
 * How many cards one person takes at once.
 *
 * @param voice how many of those may be of calls; null: no limit of its own
 * @param chat how many of those may be of chats; null: no limit of its own
 */
public record Capacity(
        int total, @Nullable Integer voice, @Nullable Integer chat) {
    /** The most cards that one person may ask for. */
    public static final int LARGEST = 100;

    public Capacity {
        if (!fits(total) || (voice != null && !fits(voice)) || (chat != null && !fits(chat))) {
            throw new IllegalArgumentException("a capacity is from 0 to " + LARGEST);
        }
    }

    public static Capacity of(int total) {
        return new Capacity(total, null, null);
    }

    public static boolean fits(int cards) {
        return cards >= 0 && cards <= LARGEST;
    }

    /** {@code voiceNow} and {@code allNow}: what they have already. */
    boolean takes(boolean ofVoice, int voiceNow, int allNow) {
        Integer own = ofVoice ? voice : chat;
        int ownNow = ofVoice ? voiceNow : allNow - voiceNow;
        return allNow < total && (own == null || ownNow < own);
    }
}
