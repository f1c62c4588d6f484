package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.ScriptedTranscriber;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.WireRecording;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the meter says of the silence is what the other side has recorded, within two packets. */
class WireSilenceIT {
    private static final Offset<Long> TWO_PACKETS = Offset.offset(45L);

    private final RecordingListener listener = new RecordingListener();
    private MediaBench bench;

    @BeforeEach
    void open() {
        bench = new MediaBench(new ScriptedTranscriber("what is it", "tell me"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void gapsWhileSomethingIsOwedAreMeasuredAsTheyAreHeard() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMA);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        WireRecording recording = new WireRecording();
        bench.run(() -> {
            session.owe(true);
            session.say(1, "first", true);
        });
        listener.await("finished 1");
        bench.ticks(60);
        bench.run(() -> session.say(2, "second", true));
        listener.await("finished 2");
        bench.ticks(120);
        bench.run(() -> session.say(3, "third", true));
        listener.await("finished 3");
        bench.run(() -> session.owe(false));
        bench.ticks(50);

        recording.take(peer);
        CallerSilence metered = bench.run(session::close).callerSilence();
        assertThat(recording.silences()).hasSize(2);
        long first = recording.silences().get(0);
        long second = recording.silences().get(1);
        assertThat(first).isGreaterThan(1_100);
        assertThat(metered.longestMillis()).isCloseTo(second, TWO_PACKETS);
        // the caller also waited for the first word, which a recording that begins with it doesn't hold
        assertThat(metered.totalMillis()).isBetween(first + second - 90, first + second + 290);
        assertThat(listener.all()).anyMatch(line -> line.startsWith("silence 0 of "));
    }

    @Test
    void fromTheCallersWordsToOurAnswerTheSilenceIsOursAndAlarmsAfterFourSeconds() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(1, "hello", false));
        listener.await("finished 1 COMPLETED");
        peer.say(Sounds.voice(300, 8000, 800));
        listener.await("speech started");
        long wordsEnded = peer.voiceSentNanos() + 800_000_000L;
        listener.await("utterance what is it");

        listener.await("silence too long");
        bench.run(() -> session.say(2, "zebra", true));
        listener.await("first sound 2");
        listener.await("finished 2");

        WireRecording recording = new WireRecording();
        recording.take(peer);
        CallerSilence metered = bench.run(session::close).callerSilence();
        long heard = (recording.lastOnsetNanos() - wordsEnded) / 1_000_000;
        // the caller's packets lie in our jitter buffer first: their words end a little later for us
        assertThat(metered.longestMillis()).isBetween(heard - 120, heard + 40);
        assertThat(metered.overLimit()).isEqualTo(1);
        assertThat(listener.all().stream().filter(line -> line.startsWith("silence too long")))
                .hasSize(1);
        assertThat(listener.all()).anyMatch(line -> line.startsWith("silence 3"));
    }

    @Test
    void afterOurQuestionNothingIsMetered() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(1, "hello", false));
        listener.await("finished 1");
        long before = bench.run(session::stats).callerSilence().totalMillis();

        bench.ticks(120);

        CallerSilence metered = bench.run(session::close).callerSilence();
        assertThat(metered.totalMillis()).isEqualTo(before);
        assertThat(metered.nowMillis()).isZero();
    }

    @Test
    void wordsWithoutSoundAreToldAsInaudible() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.narrator().whispers("unheard words");
        bench.run(() -> session.say(1, "unheard words", true));

        listener.await("inaudible");
        listener.await("finished 1 COMPLETED");
        assertThat(bench.run(session::close).callerSilence().mutes()).isEqualTo(1);
    }
}
