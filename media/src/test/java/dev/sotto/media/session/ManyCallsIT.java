package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.ScriptedTranscriber;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneNarrator;
import dev.sotto.media.testbed.ToneProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many sessions on one loop at the same time. Figures are printed, not asserted: the machine is shared. */
class ManyCallsIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyCallsIT.class);
    private static final int CALLS = 50;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    @Test
    void fiftyCallsEachHearOnlyTheirOwnPhrase() throws Exception {
        RecordingMeters meters = new RecordingMeters();
        try (MediaBench bench = new MediaBench(null, meters)) {
            LOG.atWarn().log("warm-up took {} ms", bench.warmUpMillis());
            List<RawPeer> peers = new ArrayList<>();
            List<MediaSession> sessions = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                RawPeer peer = bench.peer(AudioFormat.values()[i % 2]);
                peers.add(peer);
                sessions.add(bench.call(peer, MediaMode.CONVERSATION, new RecordingListener()));
            }
            bench.run(() -> {
                for (int i = 0; i < CALLS; i++) {
                    sessions.get(i).say(i, phrase(i), true);
                }
            });
            bench.ticks(50);
            for (int i = 0; i < CALLS; i++) {
                short[] heard = peers.get(i).listen(60);
                short[] end = Arrays.copyOfRange(heard, heard.length - 30 * 160, heard.length);
                assertThat(ToneProbe.hears(end, ToneNarrator.hertzOf(phrase(i))))
                        .isTrue();
                assertThat(ToneProbe.hears(end, ToneNarrator.hertzOf(phrase(i + 1))))
                        .isFalse();
            }
            LOG.atWarn().log("{} calls, first two seconds: {}", CALLS, meters.summary());
            meters.forget();
            bench.ticks(250);
            LOG.atWarn().log("{} calls, five seconds later: {}", CALLS, meters.summary());
            MediaStats stats = bench.run(() -> sessions.get(0).close());
            assertThat(stats.lost()).isZero();
            assertThat(meters.of("packetLate").size()).isBetween(CALLS * 100, CALLS * 260);
        }
    }

    private static String phrase(int call) {
        return LETTERS.charAt(call % 20) + " phrase that lasts for some seconds";
    }

    /** Twelve times a caller speaks over us; the wire must be silent soon after, as the caller's own clock sees it. */
    @Test
    void callersWhoSpeakOverUsAreHeardSoon() throws Exception {
        RecordingListener listener = new RecordingListener();
        long[] millis = new long[12];
        try (MediaBench bench = new MediaBench(new ScriptedTranscriber())) {
            RawPeer peer = bench.peer(AudioFormat.PCMU);
            MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
            for (int i = 0; i < millis.length; i++) {
                int id = i;
                bench.run(() -> session.say(id, "a phrase that lasts for some seconds", true));
                listener.await("first sound " + i);
                bench.ticks(15 + i);
                peer.forget();
                peer.say(Sounds.voice(300, 6000, 400));
                millis[i] = millisToSilence(peer);
                listener.await("nothing understood");
            }
        }
        Arrays.sort(millis);
        LOG.atWarn().log("speech to silence on the wire: p50 {} ms, max {} ms", millis[6], millis[11]);
        assertThat(millis[6]).isLessThan(1_000);
    }

    private static long millisToSilence(RawPeer peer) throws InterruptedException {
        int silent = 0;
        RawPeer.Packet first = peer.awaitPacket();
        while (silent < 5) {
            RawPeer.Packet packet = peer.awaitPacket();
            boolean quiet = ToneProbe.quiet(packet.samples());
            first = quiet && silent == 0 ? packet : first;
            silent = quiet ? silent + 1 : 0;
        }
        return (first.nanos() - peer.voiceSentNanos()) / 1_000_000 + 20;
    }
}
