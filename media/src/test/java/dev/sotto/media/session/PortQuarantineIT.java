package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One pair of ports for one call after the other, and a telephone that doesn't notice that its call is over. */
class PortQuarantineIT {
    private final AtomicLong clock = new AtomicLong();
    private final MediaPorts ports = new MediaPorts(26_700, 26_701, Duration.ofSeconds(5), clock::get);
    private final RecordingMeters meters = new RecordingMeters();
    private final MediaBench bench = new MediaBench(null, meters, null, MediaSecurity.OFF, ports);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void packetsOfTheLastCallNeverReachTheNextOne() throws Exception {
        RawPeer deaf = bench.peer(AudioFormat.PCMU);
        MediaSession first = bench.call(deaf, MediaMode.ECHO, new RecordingListener());
        deaf.say(Sounds.tone(800, 8000, 60_000));
        deaf.listen(10);
        bench.run(first::close);

        RawPeer next = bench.peer(AudioFormat.PCMU);
        assertThatThrownBy(() -> bench.call(next, MediaMode.ECHO, new RecordingListener()))
                .hasRootCauseInstanceOf(NoPortException.class);
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        // behind a NAT: the description is of no help against whoever is there already
        String lying = next.offer().replace("c=IN IP4 127.0.0.1", "c=IN IP4 192.0.2.7");
        MediaSession second = bench.open(lying, MediaMode.ECHO, new RecordingListener());
        bench.run(second::start);
        bench.ticks(15);
        assertThat(meters.drops(MediaMeters.Drop.STRAY)).isGreaterThan(5);
        assertThat(bench.run(second::stats).packetsReceived()).isZero();

        next.connect(second.localSdp());
        next.say(Sounds.tone(1_700, 8000, 5_000));
        next.listen(10);
        short[] echoed = next.listen(20);
        assertThat(ToneProbe.hears(echoed, 1_700)).isTrue();
        assertThat(ToneProbe.hears(echoed, 800)).isFalse();
    }
}
