package dev.sotto.media.session;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.sdp.AgreedSound;
import dev.sotto.media.sdp.Direction;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.turn.Level;
import dev.sotto.media.turn.TurnSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One packet each way without the sockets: receive, order, decode, listen, encode, meter the silence. {@code gc.alloc.rate.norm} must be 0.
 * Run {@link #main} with the test class path.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PacketPathBenchmark {
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 4000);

    @Param({"PCMU", "PCMA"})
    public AudioFormat format;

    private final short[] frame = new short[160];
    private final ByteBuf received = Unpooled.directBuffer(2048);
    private final ByteBuf sent = Unpooled.directBuffer(2048);
    private final byte[][] payloads = new byte[50][160];
    private InboundPath inbound;
    private OutboundPath outbound;
    private Listening listening;
    private SilenceMeter silence;
    private int packets;
    private int news;

    @Setup
    public void open() {
        AudioCodec codec = format.open();
        short[] voice = Sounds.voice(250, 6000, 400);
        short[] second = Sounds.join(voice, Sounds.noise(30, 600, 1));
        for (int i = 0; i < payloads.length; i++) {
            codec.encode(second, i * 160, 160, payloads[i], 0);
        }
        int type = format.staticPayloadType();
        Negotiated agreed =
                new Negotiated(AgreedSound.of(format, type, 101, 101), PEER, PEER, false, Direction.SENDRECV, false);
        inbound = new InboundPath(new SymmetricLatch(1_000_000_000L), 10, MediaMeters.NONE, digit -> {});
        inbound.use(agreed);
        outbound = new OutboundPath(1, 1, 1);
        outbound.use(agreed);
        silence = new SilenceMeter(MediaMeters.NONE);
        listening = Listening.deaf(TurnSettings.DEFAULTS);
    }

    @Benchmark
    public boolean packetBothWays() {
        int number = packets++;
        long now = number * PlayoutClock.FRAME_NANOS;
        RtpPacket.writeHeader(received, format.staticPayloadType(), false, number & 0xFFFF, number * 160L, 7);
        received.writeBytes(payloads[number % payloads.length]);
        inbound.onPacket(received, PEER, now);
        inbound.read(frame);
        boolean interrupted = listening.accept(frame, now);
        double level = Level.of(frame, 0, frame.length);
        outbound.add(frame);
        outbound.write(sent);
        listening.played(level, false, now);
        news |= silence.sent(number % 250 < 50 ? -20 : level, number % 3 == 0, now);
        if (number % 400 == 0) {
            silence.callerDone(now);
        }
        return interrupted;
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(PacketPathBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
