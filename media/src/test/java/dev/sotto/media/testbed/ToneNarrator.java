package dev.sotto.media.testbed;

import dev.sotto.media.speech.Narrator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says each phrase as a voice at the phrase's own pitch, 100 ms a character. */
public final class ToneNarrator implements Narrator {
    public static final int AMPLITUDE = 6000;

    private final List<ToneSound> spoken = new CopyOnWriteArrayList<>();
    private volatile String whispered = "";

    /** The pitch of a phrase: 400 to 1,360 Hz, told by its first letter. */
    public static double hertzOf(String text) {
        return 400 + 40.0 * (Character.toLowerCase(text.charAt(0)) - 'a');
    }

    public static int millisOf(String text) {
        return 100 * text.length();
    }

    @Override
    public Sound speak(String text) {
        int amplitude = text.equals(whispered) ? 4 : AMPLITUDE;
        ToneSound sound = new ToneSound(Sounds.voice(hertzOf(text), amplitude, millisOf(text)));
        spoken.add(sound);
        return sound;
    }

    /** From now on {@code text} is said so that nobody can hear it. */
    public void whispers(String text) {
        whispered = text;
    }

    /** How many sounds nobody wanted to the end. */
    public long cancelled() {
        return spoken.stream().filter(sound -> sound.cancelled).count();
    }

    private static final class ToneSound implements Sound {
        private final short[] samples;
        private int at;
        private volatile boolean cancelled;

        ToneSound(short[] samples) {
            this.samples = samples;
        }

        @Override
        public int read(short[] into, int offset, int count) {
            int read = Math.min(count, samples.length - at);
            System.arraycopy(samples, at, into, offset, read);
            at += read;
            return read == 0 ? -1 : read;
        }

        @Override
        public long totalSamples() {
            return samples.length;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean failed() {
            return false;
        }
    }
}
