package dev.sotto.media.testbed;

import dev.sotto.media.speech.Narrator;

/** Speaks as a voice does: a word is 70 ms a letter with a gap of 60 ms after it; the sound can be gone back in. */
public final class LongNarrator implements Narrator {
    private static final int LETTER_MILLIS = 70;
    private static final int GAP_MILLIS = 60;

    public static int millisOf(String text) {
        return sound(text).length / 8;
    }

    private static short[] sound(String text) {
        short[] all = new short[0];
        for (String word : text.split(" ")) {
            short[] voice = Sounds.tone(500, 6000, LETTER_MILLIS * word.length());
            for (int i = 0; i < voice.length; i++) {
                voice[i] = (short) (voice[i] * (0.5 + 0.5 * Math.sin(Math.PI * i / voice.length)));
            }
            all = Sounds.join(all, voice, Sounds.silence(GAP_MILLIS));
        }
        return all;
    }

    @Override
    public Sound speak(String text) {
        return new KnownSound(sound(text));
    }

    private static final class KnownSound implements Sound {
        private final short[] samples;
        private int at;

        KnownSound(short[] samples) {
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
        public int rewind(int back) {
            int possible = Math.min(back, at);
            at -= possible;
            return possible;
        }

        @Override
        public long totalSamples() {
            return samples.length;
        }

        @Override
        public void cancel() {
            at = samples.length;
        }

        @Override
        public boolean failed() {
            return false;
        }
    }
}
