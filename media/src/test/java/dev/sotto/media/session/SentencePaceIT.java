package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.speech.CachingNarrator;
import dev.sotto.media.speech.freetts.FreeTtsSynthesizer;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.WireRecording;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sentences with a real voice, over loopback: how they follow each other, and how they give way. */
class SentencePaceIT {
    private static final List<String> SENTENCES = List.of(
            "I'm checking that with a colleague.",
            "It takes a moment.",
            "Okay.",
            "Your order of last Tuesday is on the screen now.",
            "Thank you for waiting.");

    private final CachingNarrator narrator = CachingNarrator.start(FreeTtsSynthesizer.load(), 1, 1 << 20);
    private final RecordingListener listener = new RecordingListener();
    private final MediaBench bench = new MediaBench(null, MediaMeters.NONE, narrator);

    @AfterEach
    void close() {
        bench.close();
        narrator.close();
    }

    @Test
    void manyShortLinesFollowEachOtherWithoutAGap() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        for (int i = 0; i < SENTENCES.size(); i++) {
            int id = i;
            bench.run(() -> session.say(id, SENTENCES.get(id), true));
        }
        WireRecording recording = untilFinished(peer, SENTENCES.size() - 1);

        assertThat(recording.silences()).isEmpty();
        assertThat(gaps()).allSatisfy(gap -> assertThat(gap).isBetween(20L, 150L));
    }

    @Test
    void theSentencesOfALineFollowEachOtherInTheSameWay() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(0, String.join(" ", SENTENCES), true));
        WireRecording recording = untilFinished(peer, 0);

        // the voice's own pauses, at commas and before plosives, are among them
        assertThat(recording.silences()).isEmpty();
        assertThat(recording.pauses().stream().filter(pause -> pause > 60)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(recording.pauses()).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(200));
    }

    @Test
    void afterTheSentenceThatGaveWayTheAnswerComesAtOnce() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(1, SENTENCES.get(0) + " " + SENTENCES.get(3) + " " + SENTENCES.get(4), true));
        listener.await("first sound 1");
        bench.ticks(20);

        bench.run(() -> {
            session.giveWay();
            session.say(2, "It is approved.", true);
        });
        untilFinished(peer, 2);

        Spoken cut = listener.finished().get(0);
        assertThat(cut.outcome()).isEqualTo(SpeechOutcome.YIELDED);
        assertThat(cut.heardText()).isEqualTo(SENTENCES.get(0));
        assertThat(gaps()).allSatisfy(gap -> assertThat(gap).isBetween(20L, 200L));
    }

    @Test
    void theEndOfALineIsToldAsSoonAsItsLastSoundIsOut() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(1, SENTENCES.get(1), true));
        listener.await("finished 1");
        long toldNanos = System.nanoTime();

        Spoken spoken = listener.finished().get(0);
        assertThat(spoken.sounded()).isTrue();
        // the quiet margin, one frame, and what the machine's other work takes
        assertThat((toldNanos - spoken.endedNanos()) / 1_000_000).isBetween(-25L, 250L);
    }

    private WireRecording untilFinished(RawPeer peer, int id) throws Exception {
        listener.await("finished " + id);
        bench.ticks(5);
        WireRecording recording = new WireRecording();
        recording.take(peer);
        return recording;
    }

    /** From the last sound of each line to the first of the next, on the wire. */
    private List<Long> gaps() {
        List<Spoken> finished = listener.finished();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < finished.size(); i++) {
            gaps.add((finished.get(i).beganNanos() - finished.get(i - 1).endedNanos()) / 1_000_000);
        }
        System.out.println("Gaps between lines on the wire, in ms: " + gaps);
        return gaps;
    }
}
