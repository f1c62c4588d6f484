package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.LongNarrator;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.ScriptedTranscriber;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.turn.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller who coughs, listens and interrupts, over loopback in real time; what counts is what is on the wire. */
class TurnTakingIT {
    private static final String LINE = "your order is on its way and it should be with you by tomorrow evening";

    private final RecordingListener listener = new RecordingListener();
    private MediaBench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    private RawPeer call(String... script) throws Exception {
        bench = new MediaBench(new ScriptedTranscriber(script), MediaMeters.NONE, new LongNarrator());
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        session = bench.call(peer, MediaMode.CONVERSATION, listener);
        return peer;
    }

    private MediaSession session;

    /** How many packets of silence came one after the other, at most, until {@code count} had come. */
    private static int longestSilence(RawPeer peer, int count) throws InterruptedException {
        int longest = 0;
        int silent = 0;
        for (int i = 0; i < count; i++) {
            short[] samples = peer.awaitPacket().samples();
            boolean quiet = samples.length == 0 || Level.of(samples, 0, samples.length) < Level.AUDIBLE_DB;
            silent = quiet ? silent + 1 : 0;
            longest = Math.max(longest, silent);
        }
        return longest;
    }

    @Test
    void aCoughIsAPauseOnTheWireAndThenTheSentenceGoesOn() throws Exception {
        RawPeer peer = call("");
        bench.run(() -> session.say(1, LINE, true));
        listener.await("first sound 1");
        peer.listen(50);
        peer.say(Sounds.voice(350, 9000, 300));
        int silence = longestSilence(peer, 100);

        listener.await("nothing understood");
        listener.await("finished 1 COMPLETED [" + LINE + "]");
        System.out.println("a cough of 300 ms: silence of " + silence * 20 + " ms on the wire");
        assertThat(silence * 20).isBetween(200, 1_200);
    }

    @Test
    void aMhmIsNobodysTurn() throws Exception {
        RawPeer peer = call("mhm", "stop that now");
        bench.run(() -> session.say(1, LINE, true));
        listener.await("first sound 1");
        peer.listen(50);
        peer.say(Sounds.voice(200, 6000, 350));
        listener.await("nothing understood");
        peer.listen(40);
        peer.say(Sounds.voice(200, 6000, 900));

        listener.await("finished 1 INTERRUPTED");
        listener.await("utterance stop that now");
        assertThat(listener.all()).doesNotContain("utterance mhm");
    }

    @Test
    void whoeverInterruptsHearsSilenceSoon() throws Exception {
        RawPeer peer = call("one", "two", "three", "four", "five", "six", "seven", "eight");
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int id = i;
            bench.run(() -> session.say(id, LINE, true));
            listener.await("first sound " + id);
            bench.ticks(40);
            peer.forget();
            peer.say(Sounds.voice(200 + 20 * i, 7000, 900));
            millis.add(untilSilence(peer));
            listener.await("utterance");
        }
        Collections.sort(millis);
        System.out.println("caller speaks over us until silence on the wire, ms: " + millis);
        assertThat(millis.get(millis.size() / 2)).isLessThanOrEqualTo(260);
    }

    /** From the first frame of the caller's to the first of four silent packets of ours. */
    private static long untilSilence(RawPeer peer) throws InterruptedException {
        int silent = 0;
        long since = 0;
        while (silent < 5) {
            RawPeer.Packet packet = peer.awaitPacket();
            boolean quiet = Level.of(packet.samples(), 0, packet.samples().length) < Level.AUDIBLE_DB;
            since = quiet && silent == 0 ? packet.nanos() : since;
            silent = quiet && peer.voiceSentNanos() > 0 ? silent + 1 : 0;
        }
        return (since - peer.voiceSentNanos()) / 1_000_000;
    }
}
