package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that share a port, over loopback: nobody hears anybody else. */
class SharedPortsIT {
    private final RecordingMeters meters = new RecordingMeters();
    private final MediaBench bench = new MediaBench(null, meters);

    @BeforeEach
    void requireBatching() {
        if (!Epoll.isAvailable()) {
            System.err.println("SKIPPED, shared ports: no epoll on this system");
        }
        Assumptions.assumeTrue(Epoll.isAvailable(), "no epoll");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private MediaSession echo(RawPeer peer) throws Exception {
        return bench.call(peer, MediaMode.ECHO, new RecordingListener());
    }

    private static int port(MediaSession session) {
        return Integer.parseInt(session.localSdp().replaceFirst("(?s).*m=audio (\\d+) .*", "$1"));
    }

    /** Nothing is known of a host before its first call has been heard for a second. */
    private void provenHost() throws Exception {
        RawPeer first = bench.peer(AudioFormat.PCMU);
        MediaSession proof = echo(first);
        first.listen(60);
        bench.run(proof::close);
    }

    @Test
    void aHostThatWasNeverHeardHasPortsOfItsOwn() throws Exception {
        assertThat(port(echo(bench.peer(AudioFormat.PCMU)))).isNotEqualTo(port(echo(bench.peer(AudioFormat.PCMU))));
    }

    @Test
    void onASharedPortEveryoneHearsTheirOwnSound() throws Exception {
        provenHost();
        RawPeer[] peers = new RawPeer[6];
        MediaSession[] sessions = new MediaSession[peers.length];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = bench.peer(i % 2 == 0 ? AudioFormat.PCMU : AudioFormat.PCMA);
            sessions[i] = echo(peers[i]);
            peers[i].say(Sounds.tone(400 + 250 * i, 8000, 3000));
        }
        assertThat(sessions).extracting(SharedPortsIT::port).containsOnly(port(sessions[0]));
        for (int i = 0; i < peers.length; i++) {
            peers[i].listen(30);
            short[] heard = peers[i].listen(40);
            assertThat(ToneProbe.share(heard, 400 + 250 * i))
                    .as("own tone of %d", i)
                    .isGreaterThan(0.95);
        }
        int shared = port(sessions[0]);
        for (MediaSession session : sessions) {
            bench.run(session::close);
        }
        assertThat(bench.ports().taken()).isZero();
        assertThat(port(echo(bench.peer(AudioFormat.PCMU))))
                .as("a port that has just been used rests")
                .isNotEqualTo(shared);
    }

    @Test
    void aStrangerOnASharedPortIsNotHeard() throws Exception {
        provenHost();
        RawPeer peer = bench.peer(AudioFormat.PCMU);
        MediaSession session = echo(peer);
        RawPeer other = bench.peer(AudioFormat.PCMU);
        echo(other);
        peer.listen(20);
        RawPeer stranger = bench.peer(AudioFormat.PCMU);
        stranger.connect(session.localSdp());
        stranger.say(Sounds.tone(1900, 8000, 4000));

        assertThat(ToneProbe.share(peer.listen(60), 1900)).isLessThan(0.05);
        assertThat(stranger.waiting()).as("packets sent to the stranger").isZero();
        assertThat(meters.drops(MediaMeters.Drop.STRAY)).isPositive();
    }

    /** A proven host that sends from another port than it said, once: its only silent call is meant, and trust is lost. */
    @Test
    void aPeerElsewhereIsFoundWhenItIsTheOnlySilentOne() throws Exception {
        provenHost();
        RawPeer heard = bench.peer(AudioFormat.PCMU);
        MediaSession first = echo(heard);
        heard.listen(20);
        RawPeer described = bench.peer(AudioFormat.PCMU);
        MediaSession session = bench.open(described.offer(), MediaMode.ECHO, new RecordingListener());
        bench.run(session::start);
        RawPeer real = bench.peer(AudioFormat.PCMU);
        real.connect(session.localSdp());
        real.say(Sounds.tone(900, 8000, 5000));

        assertThat(port(session)).isEqualTo(port(first));
        real.listen(60);
        assertThat(ToneProbe.share(real.listen(30), 900)).isGreaterThan(0.9);
        RawPeer next = bench.peer(AudioFormat.PCMU);
        assertThat(port(echo(next)))
                .as("the host's next call has ports of its own")
                .isNotEqualTo(port(first));
    }
}
