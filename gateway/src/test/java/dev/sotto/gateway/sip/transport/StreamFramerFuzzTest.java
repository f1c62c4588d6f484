package dev.sotto.gateway.sip.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sotto.gateway.sip.message.SipLimits;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever octets come, whole or one by one: no exception, and the same messages. */
class StreamFramerFuzzTest {
    static Stream<byte[]> seeds() {
        return StreamFramerTest.SAMPLES.stream().map(sample -> sample.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void anyStreamIsSurvived(byte[] stream) {
        HeardFrames whole = new HeardFrames();
        new StreamFramer(SipLimits.DEFAULT, whole).feed(Unpooled.wrappedBuffer(stream));
        HeardFrames split = new HeardFrames();
        StreamFramer framer = new StreamFramer(SipLimits.DEFAULT, split);
        for (int i = 0; i < stream.length; i++) {
            framer.feed(Unpooled.wrappedBuffer(stream, i, 1));
        }
        if (!whole.all.equals(split.all)) {
            throw new AssertionError(whole.all + " is not " + split.all);
        }
    }
}
