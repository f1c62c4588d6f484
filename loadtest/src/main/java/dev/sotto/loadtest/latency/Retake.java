package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.phone.Felt;
import dev.sotto.loadtest.phone.Stopwatch;
import dev.sotto.media.turn.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Measures a recorded call again: from its two sounds, the places of their packets, of keys and of answers, and nothing that was
 * measured live. Which script was played, and where its phrases end, is found in the sound: a turn of the caller's ends with the last
 * packet within {@value #BELOW_LOUDEST_DB} dB of its loudest.
 */
final class Retake {
    private static final int BELOW_LOUDEST_DB = 20;

    /** Pauses between a phrase's words are shorter, those between two phrases longer. */
    private static final int BETWEEN_PHRASES = RecordedCall.SAMPLE_RATE * 8 / 10;

    /** Keys of one number follow each other faster. */
    private static final int BETWEEN_NUMBERS = RecordedCall.SAMPLE_RATE / 2;

    private final RecordedCall call;
    private final Stopwatch stopwatch = new Stopwatch(0);
    private final List<Moment> moments = new ArrayList<>();

    /** What happened at a place, in the order of places; at the same one in the order in which they were found. */
    private record Moment(int at, LongConsumer what) {}

    private Retake(RecordedCall call) {
        this.call = call;
    }

    /** What the caller felt, but for what only the script knows: the time that was spent waiting for an answer. */
    static Felt of(RecordedCall call) {
        return new Retake(call).measure();
    }

    private Felt measure() {
        for (int at : call.answersAt()) {
            moments.add(new Moment(at, stopwatch::answered));
        }
        double[] heard = call.heardLevels();
        for (int i = 0; i < heard.length; i++) {
            if (heard[i] > Level.AUDIBLE_DB) {
                moments.add(new Moment(call.heardAt()[i], stopwatch::heard));
            }
        }
        for (int at : call.sentAt()) {
            moments.add(new Moment(at, stopwatch::tick));
        }
        turns();
        keys();
        moments.sort(Comparator.comparingInt(Moment::at));
        moments.forEach(moment -> moment.what().accept(moment.at() * RecordedCall.NANOS_PER_SAMPLE));
        return stopwatch.felt();
    }

    private void turns() {
        int[] sent = call.sentAt();
        double[] levels = call.sentLevels();
        int from = -1;
        int last = -1;
        for (int i = 0; i < sent.length; i++) {
            if (levels[i] > Level.AUDIBLE_DB) {
                if (from >= 0 && sent[i] - sent[last] > BETWEEN_PHRASES) {
                    turn(levels, from, last);
                    from = i;
                }
                from = from < 0 ? i : from;
                last = i;
            }
        }
        if (from >= 0) {
            turn(levels, from, last);
        }
    }

    private void turn(double[] levels, int from, int to) {
        double loudest = Arrays.stream(levels, from, to + 1).max().orElse(Level.SILENCE_DB);
        int first = from;
        while (levels[first] < loudest - BELOW_LOUDEST_DB) {
            first++;
        }
        int last = to;
        while (levels[last] < loudest - BELOW_LOUDEST_DB) {
            last--;
        }
        moments.add(new Moment(call.sentAt()[first], stopwatch::turnBegan));
        moments.add(new Moment(call.sentAt()[last], stopwatch::turnEnded));
    }

    private void keys() {
        int[] keys = call.keysAt();
        for (int i = 0; i < keys.length; i++) {
            if (i == 0 || keys[i] - keys[i - 1] > BETWEEN_NUMBERS) {
                moments.add(new Moment(keys[i], began -> stopwatch.keysBegan()));
            }
            if (i + 1 == keys.length || keys[i + 1] - keys[i] > BETWEEN_NUMBERS) {
                moments.add(new Moment(keys[i], stopwatch::turnEnded));
            }
        }
    }
}
