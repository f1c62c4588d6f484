package dev.sotto.media.codec;

import dev.sotto.media.testbed.Sounds;
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

/** A frame of 20 ms in each format: what it costs, what it allocates. Run {@link #main} with the test class path. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CodecBenchmark {
    @Param({"PCMU", "PCMA", "L16", "L16_WIDE", "G722", "OPUS"})
    public AudioFormat format;

    private final short[] second = Sounds.join(Sounds.voice(200, 8000, 700), Sounds.noise(100, 300, 1));
    private final byte[][] payloads = new byte[50][2048];
    private final int[] lengths = new int[50];
    private final byte[] coded = new byte[2048];
    private final short[] heard = new short[AudioCodec.MAX_SAMPLES];
    private AudioCodec encoder;
    private AudioCodec decoder;
    private int frame;

    @Setup
    public void open() {
        encoder = format.open();
        decoder = format.open();
        for (int i = 0; i < payloads.length; i++) {
            lengths[i] = encoder.encode(second, i * 160, 160, payloads[i], 0);
        }
    }

    @Benchmark
    public int decode() {
        frame = (frame + 1) % payloads.length;
        return decoder.decode(payloads[frame], 0, lengths[frame], heard, 0);
    }

    @Benchmark
    public int encode() {
        frame = (frame + 1) % payloads.length;
        return encoder.encode(second, frame * 160, 160, coded, 0);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CodecBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
