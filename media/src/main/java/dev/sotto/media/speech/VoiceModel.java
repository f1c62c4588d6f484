package dev.sotto.media.speech;

/** A model that hears how likely speech is. Any thread; each of its streams belongs to one call and one worker at a time. */
public interface VoiceModel extends AutoCloseable {
    /** Samples of 8 kHz that are judged at once. */
    int WINDOW = 256;

    Stream open();

    @Override
    void close();

    /** Remembers what it has heard of a call. */
    interface Stream {
        /** How likely the {@value #WINDOW} samples from {@code offset} on are speech, 0 to 1. Computes for some tenths of a millisecond. */
        float judge(short[] samples, int offset);

        /** Forgets what it has heard. */
        void reset();
    }
}
