package dev.sotto.media.srtp;

import dev.sotto.media.rtp.RtpPacket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
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

/** One G.711 packet protected and opened again, which is what a call costs every 20 ms. Run {@link #main} with the test class path. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SrtpBenchmark {
    @Param
    public SrtpSuite suite;

    private final ByteBuf packet = Unpooled.directBuffer(2048);
    private SrtpGuard ours;
    private SrtpGuard theirs;
    private int sequence;

    @Setup
    public void open() {
        SrtpKeys one = SrtpKeys.random(suite, new Random(1));
        SrtpKeys other = SrtpKeys.random(suite, new Random(2));
        ours = new SrtpGuard(one, other);
        theirs = new SrtpGuard(other, one);
    }

    @Benchmark
    public PacketGuard.Verdict packetBothWays() {
        RtpPacket.writeHeader(packet, 0, false, sequence++ & 0xFFFF, sequence * 160L, 7);
        packet.writeZero(160);
        ours.protectRtp(packet);
        return theirs.unprotectRtp(packet);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SrtpBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
