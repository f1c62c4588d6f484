package dev.sotto.media.turn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells our own voice, coming back from the caller's loudspeaker, from the caller's.
 *
 * <p>When something that sounds like speech is heard while we speak, the last {@value #HEARD_FRAMES} frames of it are compared with
 * what we sent before, at every delay up to {@value #LONGEST_MILLIS} ms: sound for sound (normalised cross-correlation of what is
 * below 2 kHz). An echo is a quieter copy and correlates, whatever the room adds; another voice hardly does. What is found, delay
 * and loss, is remembered: from then on the loudness to be expected of the echo is known for every frame, and whoever is clearly
 * louder is the caller.
 *
 * <p>The comparison takes some tenths of a millisecond and is made only when our speech would be interrupted. Call context only;
 * the first one
 * in a call allocates, nothing else does.
 */
public final class Echo {
    static final int LONGEST_MILLIS = 440;
    static final int HEARD_FRAMES = 8;

    /** Alike enough to be a copy when nothing is known yet; and so alike that nothing else can be in it. */
    static final double COPY = 0.5;

    static final double SURE = 0.75;

    /** How much louder than the expected echo a caller is. */
    static final double OVER_DB = 5;

    private static final int FRAME = 80;
    private static final int LAGS = LONGEST_MILLIS * 4;
    private static final int HEARD = HEARD_FRAMES * FRAME;
    private static final int SENT = HEARD + LAGS;
    private static final int FRAMES = LONGEST_MILLIS / 20 + 12;
    /** A room's reverberation: our last words are still heard, this much quieter with every frame. */
    private static final double DECAY_DB = 1.2;

    private static final int MOST = 1 << 10;

    private final short[] sent = new short[SENT];
    private final short[] heard = new short[HEARD];
    private final double[] levels = new double[FRAMES];
    private int @Nullable [] scratch;
    private int sentAt;
    private int heardAt;
    private int frames;
    private int lastSent;
    private int lastHeard;

    private boolean known;
    private int delayFrames;
    private double lossDb;
    private int lastLag = Integer.MIN_VALUE / 2;

    // of the last comparison
    private double likeness;
    private int lag;

    public Echo() {
        Arrays.fill(levels, Level.SILENCE_DB);
    }

    /** Takes a frame that we send, after the frame that was heard in the same tick. */
    public void sent(short[] samples, double levelDb) {
        lastSent = half(samples, sent, sentAt, lastSent);
        sentAt = (sentAt + FRAME) % SENT;
        levels[frames++ % FRAMES] = levelDb;
    }

    /** Takes a frame that is heard. */
    public void heard(short[] samples) {
        lastHeard = half(samples, heard, heardAt, lastHeard);
        heardAt = (heardAt + FRAME) % HEARD;
    }

    /** At 4 kHz, and with what is low made quieter: pitch is alike in many voices. */
    private static int half(short[] samples, short[] into, int at, int before) {
        int last = before;
        for (int i = 0; i < FRAME; i++) {
            int now = samples[2 * i] + samples[2 * i + 1];
            into[at + i] = (short) ((now - (last - last / 16)) >> 2);
            last = now;
        }
        return last;
    }

    /** An echo of ours was heard in this call. */
    public boolean known() {
        return known;
    }

    /** What a frame must have to be more than the echo that is to be expected; silence when none is known. */
    public double leastDb() {
        return known ? expectedDb() + OVER_DB : Level.SILENCE_DB;
    }

    private double expectedDb() {
        double loudest = Level.SILENCE_DB;
        int from = Math.max(0, delayFrames - 2);
        for (int age = from; age < Math.min(FRAMES, frames); age++) {
            double late = Math.max(0, age - delayFrames - 1) * DECAY_DB;
            loudest = Math.max(loudest, levels[(frames - 1 - age) % FRAMES] - late);
        }
        return loudest - lossDb;
    }

    /** Whether what was heard last is ours. Learns from it. */
    public boolean isOurs() {
        compare();
        double heardDb = power(heard, heardAt, 0);
        double sentDb = power(sent, sentAt, LAGS - lag);
        double loss = sentDb - heardDb;
        if (likeness >= (known ? SURE : COPY)) {
            learn(loss);
            return true;
        }
        return known && likeness >= COPY / 2 && heardDb < sentDb - lossDb + OVER_DB;
    }

    /** Another voice may look like a copy once, but not twice at the same delay. */
    private void learn(double loss) {
        boolean again = likeness >= SURE || Math.abs(lag - lastLag) <= FRAME;
        lastLag = lag;
        if (known || again) {
            lossDb = known ? 0.5 * (lossDb + loss) : loss;
            delayFrames = lag / FRAME;
            known = true;
        }
    }

    /** Every second delay, then the neighbours of the best: what is heard is mostly below 1 kHz. */
    private void compare() {
        int[] room = scratch == null ? new int[SENT + HEARD] : scratch;
        scratch = room;
        scale(sent, sentAt, room, 0);
        scale(heard, heardAt, room, SENT);
        double energy = dot(room, SENT, SENT);
        long square = dot(room, LAGS, LAGS);
        likeness = 0;
        lag = 0;
        for (int late = 0; late < LAGS; late++) {
            int at = LAGS - late;
            if (late % 2 == 0) {
                weigh(late, dot(room, at, SENT), energy, square);
            }
            square += (long) room[at - 1] * room[at - 1] - (long) room[at - 1 + HEARD] * room[at - 1 + HEARD];
        }
        int best = lag;
        for (int late = Math.max(0, best - 1); late <= best + 1; late++) {
            int at = LAGS - late;
            weigh(late, dot(room, at, SENT), energy, dot(room, at, at));
        }
    }

    private void weigh(int late, int product, double energy, long square) {
        double found = Math.abs((double) product) / Math.sqrt(energy * square + 1);
        if (found > likeness) {
            likeness = found;
            lag = late;
        }
    }

    /** In order of time, and small enough that the sums of products fit an int. */
    private static void scale(short[] ring, int first, int[] into, int offset) {
        int loudest = 1;
        for (short value : ring) {
            loudest = Math.max(loudest, Math.abs(value));
        }
        int tail = ring.length - first;
        for (int i = 0; i < ring.length; i++) {
            int value = ring[i < tail ? first + i : i - tail];
            into[offset + i] = value * MOST / loudest;
        }
    }

    private static int dot(int[] room, int one, int other) {
        int sum = 0;
        for (int i = 0; i < HEARD; i++) {
            sum += room[one + i] * room[other + i];
        }
        return sum;
    }

    /** In dB, of as many values as are compared, the first of them {@code from} after the oldest. */
    private static double power(short[] ring, int first, int from) {
        double squares = 1;
        for (int i = 0; i < HEARD; i++) {
            double value = ring[(first + from + i) % ring.length];
            squares += value * value;
        }
        return 10 * Math.log10(squares / HEARD);
    }

    /** How alike the last comparison found the two, 0 to 1. */
    double likeness() {
        return likeness;
    }

    /** By how much quieter than sent it comes back. */
    double lossDb() {
        return lossDb;
    }

    int delayMillis() {
        return lag / 4;
    }
}
