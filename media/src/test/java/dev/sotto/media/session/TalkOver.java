package dev.sotto.media.session;

import dev.sotto.media.speech.Narrator;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.turn.Endpointing;
import dev.sotto.media.turn.Level;
import dev.sotto.media.turn.TurnSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A call's listening and speaking without a wire, frame by frame in virtual time: what {@link CallSound} does with sound. */
final class TalkOver {
    static final long FRAME = PlayoutClock.FRAME_NANOS;

    final Deque<Runnable> context = new ArrayDeque<>();
    final RecordingListener listener = new RecordingListener();
    final List<Boolean> audible = new ArrayList<>();
    final Speaking speaking;
    final Listening listening;
    final Interruptions interruptions;
    final Recognition recognition;
    private final Narrator narrator;
    private final short[] spoken = new short[160];
    private final int answerAfterFrames;
    private int answerIn = -1;
    long now = 1_000_000_000;

    /** {@code answerAfterMillis}: how long the recogniser takes from the end of a speech to its words. */
    TalkOver(Narrator narrator, Transcriber transcriber, int answerAfterMillis) {
        this.narrator = narrator;
        answerAfterFrames = answerAfterMillis / 20;
        speaking = new Speaking(narrator, 8, listener, MediaMeters.NONE, null);
        interruptions = new Interruptions(listener, speaking, () -> {}, MediaMeters.NONE);
        recognition = new Recognition(transcriber, context::add, interruptions, () -> {}, MediaMeters.NONE, () -> now);
        listening = new Listening(TurnSettings.DEFAULTS, interruptions, recognition);
    }

    void say(long id, String text) {
        speaking.say(id, text, true, now);
    }

    /** The caller's sound for as long as it lasts. Returns after how many milliseconds of it we were silent, or -1. */
    int hear(short[] samples) {
        int silentAfter = -1;
        short[] frame = new short[160];
        for (int at = 0; at + 160 <= samples.length; at += 160) {
            System.arraycopy(samples, at, frame, 0, 160);
            boolean sounds = tick(frame);
            silentAfter = !sounds && silentAfter < 0 ? at / 8 : silentAfter;
        }
        return silentAfter;
    }

    private boolean tick(short[] heard) {
        now += FRAME;
        if (answerIn >= 0 && answerIn-- == 0) {
            Runnable answer = context.poll();
            if (answer != null) {
                answer.run();
            }
        }
        boolean over = listening.accept(heard, now);
        if (listening.change() == Endpointing.Change.ENDED || listening.change() == Endpointing.Change.CUT) {
            interruptions.ended();
            answerIn = answerAfterFrames;
        }
        if (over) {
            interruptions.pause(now);
        }
        interruptions.tick(listening.anyVoice(), listening.onlyNoise(), now);
        boolean phrase = speaking.fill(spoken, now);
        double level = Level.of(spoken, 0, 160);
        listening.played(spoken, level, phrase, now);
        speaking.sent(level, now);
        speaking.report();
        audible.add(level > Level.AUDIBLE_DB);
        return level > Level.AUDIBLE_DB;
    }

    /** The longest time in which nothing of ours could be heard, between the first and the last that could. */
    int longestSilenceMillis() {
        int longest = 0;
        int silent = 0;
        for (boolean sound : audible.subList(audible.indexOf(true), audible.lastIndexOf(true))) {
            silent = sound ? 0 : silent + 1;
            longest = Math.max(longest, silent);
        }
        return longest * 20;
    }
}
