package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.ScriptedTranscriber;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneNarrator;
import dev.sotto.media.testbed.ToneProbe;
import dev.sotto.media.turn.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One session against a bare UDP peer, in real time over loopback. */
class MediaSessionIT {
    private static final String PHRASE = "a refund takes five days";

    private final ScriptedTranscriber transcriber = new ScriptedTranscriber("my order is late", "");
    private final RecordingListener listener = new RecordingListener();
    private MediaBench bench;

    @BeforeEach
    void open() {
        bench = new MediaBench(transcriber);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(AudioFormat.class)
    void eachSideHearsTheOthersTone(AudioFormat format) throws Exception {
        RawPeer peer = bench.peer(format);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);

        bench.run(() -> session.say(7, PHRASE, true));
        listener.await("first sound 7");
        short[] heard = peer.listen(40);
        listener.await("finished 7 COMPLETED [" + PHRASE + "]");
        peer.say(Sounds.voice(300, 6000, 900));

        assertThat(ToneProbe.hears(heard, ToneNarrator.hertzOf(PHRASE))).isTrue();
        listener.await("speech started");
        listener.await("utterance my order is late");
        assertThat(ToneProbe.hears(transcriber.heard().get(0), 300)).isTrue();
        assertThat(transcriber.heard().get(0).length).isGreaterThan(800 * 8);
    }

    @Test
    void bargeInSilencesTheWireAndTellsWhatWasHeard() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(1, PHRASE, true));
        listener.await("first sound 1");
        peer.listen(30);

        peer.say(Sounds.voice(300, 8000, 1500));

        String finished = listener.await("finished 1 INTERRUPTED");
        peer.forget();
        short[] after = peer.listen(20);
        assertThat(Level.of(after, 320, after.length - 320)).isLessThan(Level.AUDIBLE_DB);
        String words = finished.substring(finished.indexOf('[') + 1, finished.length() - 1);
        assertThat(PHRASE).startsWith(words);
        assertThat(words).isNotEqualTo(PHRASE);
        assertThat(bench.run(session::close).bargeIns()).isEqualTo(1);
    }

    @Test
    void anInterruptionWithoutWordsIsToldSoThatThePhraseCanResume() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        bench.call(peer, MediaMode.CONVERSATION, listener);
        peer.say(Sounds.voice(300, 8000, 500));
        listener.await("utterance");

        peer.say(Sounds.voice(300, 8000, 500));

        listener.await("nothing understood");
    }

    @Test
    void keysArePressedAndHeardOnceEach() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(3, PHRASE, true));
        listener.await("first sound 3");

        peer.press("482#");

        listener.await("digit 4");
        listener.await("finished 3 INTERRUPTED");
        listener.await("digit 8");
        listener.await("digit 2");
        listener.await("digit #");
        assertThat(listener.all().stream().filter(line -> line.startsWith("digit")))
                .hasSize(4);
    }

    @Test
    void numbersAndTimestampsNeverStop() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        RawPeer.Packet last = peer.awaitPacket();
        assertThat(last.marker()).isTrue();
        bench.run(() -> session.say(1, "ab", true));
        for (int i = 0; i < 40; i++) {
            RawPeer.Packet next = peer.awaitPacket();
            assertThat(next.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
            assertThat((int) (next.timestamp() - last.timestamp())).isEqualTo(160);
            assertThat(next.ssrc()).isEqualTo(last.ssrc());
            assertThat(next.samples()).hasSize(160);
            last = next;
        }
    }

    @Test
    void weOfferWhenTheInviteDoesNot() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMA);
        MediaSession session = bench.open(null, MediaMode.ECHO, listener);
        assertThat(session.localSdp()).contains("RTP/AVP 0 8 9 96 97 98 101 102 103\r\n");

        bench.run(() -> {
            session.accept(peer.offer());
            session.start();
        });
        peer.connect(session.localSdp());
        peer.say(Sounds.tone(1000, 8000, 2000));

        peer.listen(20);
        assertThat(ToneProbe.hears(peer.listen(30), 1000)).isTrue();
    }

    @Test
    void onHoldNothingIsSentAndAfterwardsThePhraseGoesOn() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> session.say(5, PHRASE, false));
        listener.await("first sound 5");

        String held = bench.run(() -> session.reoffer(peer.offer("sendonly")));
        peer.forget();
        bench.ticks(10);
        int whileHeld = peer.waiting();
        bench.run(() -> session.reoffer(peer.offer()));

        assertThat(held).contains("a=recvonly");
        assertThat(whileHeld).isLessThanOrEqualTo(1);
        assertThat(ToneProbe.hears(peer.listen(20), ToneNarrator.hertzOf(PHRASE)))
                .isTrue();
        listener.await("finished 5 COMPLETED");
    }

    @Test
    void stopSayingEndsWhatIsSaidAndWhatWaits() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> {
            session.say(1, PHRASE, false);
            session.say(2, "b", false);
        });
        listener.await("first sound 1");

        bench.run(session::stopSaying);

        listener.await("finished 1 INTERRUPTED");
        listener.await("finished 2 INTERRUPTED []");
        assertThat(bench.run(session::speaking)).isFalse();
        assertThat(bench.narrator().cancelled()).isEqualTo(2);
    }

    @Test
    void aFullQueueRefusesAndSaysSo() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        bench.run(() -> {
            for (int i = 0; i < 18; i++) {
                session.say(i, "phrase", true);
            }
        });
        listener.await("finished 17 FAILED []");
    }

    @Test
    void silenceOfTheNetworkIsToldOnce() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        bench.call(peer, MediaMode.CONVERSATION, listener);
        peer.listen(5);

        peer.mute(true);

        listener.await("timeout");
        bench.ticks(20);
        assertThat(listener.all().stream().filter("timeout"::equals)).hasSize(1);
    }

    @Test
    void aStrayPacketCantStealTheCall() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        RawPeer stray = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.ECHO, listener);
        peer.listen(5);

        stray.connect(session.localSdp());
        bench.ticks(20);

        assertThat(stray.waiting()).isZero();
        assertThat(bench.run(session::close).discarded()).isPositive();
    }

    @Test
    void thePeerBehindANatIsFoundByItsFirstPacket() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        String lying = peer.offer().replace("c=IN IP4 127.0.0.1", "c=IN IP4 192.0.2.7");
        MediaSession session = bench.open(lying, MediaMode.CONVERSATION, listener);
        bench.run(session::start);

        peer.connect(session.localSdp());

        assertThat(peer.listen(10)).hasSize(1600);
    }

    @Test
    void aReportTellsLossAndRoundTrip() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        String offer = peer.offer() + "a=rtcp-mux\r\n";
        MediaSession session = bench.open(offer, MediaMode.CONVERSATION, listener);
        bench.run(session::start);
        peer.connect(session.localSdp());

        RawPeer.Packet report = peer.awaitPacket();
        while (report.payloadType() != 72) {
            report = peer.awaitPacket();
        }
        peer.send(Reports.answerTo(report.bytes(), 0x5EED, 3));
        bench.ticks(3);

        MediaStats stats = bench.run(session::stats);
        assertThat(stats.remoteLost()).isEqualTo(3);
        assertThat(stats.roundTripMillis()).isBetween(0.0, 5_000.0);
    }

    @Test
    void closingGivesThePortsBackAndIsIdempotent() throws Exception {
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.call(peer, MediaMode.CONVERSATION, listener);
        peer.listen(5);

        MediaStats first = bench.run(session::close);
        MediaStats second = bench.run(session::close);

        assertThat(first).isEqualTo(second);
        assertThat(first.packetsSent()).isGreaterThanOrEqualTo(5);
        assertThat(bench.ports().taken()).isZero();
        assertThat(bench.sessions()).isZero();
    }
}
