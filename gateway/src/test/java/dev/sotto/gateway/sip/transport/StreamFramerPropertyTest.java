package dev.sotto.gateway.sip.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a stream is split into segments, the same comes out. */
class StreamFramerPropertyTest {
    @Property(tries = 500)
    void anySplitOfMessagesGivesTheSameMessages(
            @ForAll @Size(max = 6) List<@IntRange(max = 300) Integer> bodies,
            @ForAll @Size(max = 20) List<@IntRange(max = 3_000) Integer> cuts) {
        StringBuilder stream = new StringBuilder();
        for (int body : bodies) {
            stream.append("\r\n").append("MESSAGE sip:a@b SIP/2.0\r\nContent-Length: ");
            stream.append(body).append("\r\n\r\n").append("\r\n\r\nb".repeat(60), 0, body);
        }
        HeardFrames whole = heard(stream.toString(), List.of());
        assertThat(whole.all).hasSize(bodies.size());
        assertThat(heard(stream.toString(), cuts).all).isEqualTo(whole.all);
    }

    @Property(tries = 1_000)
    void anySplitOfNoiseGivesTheSame(
            @ForAll @Size(max = 2_000) byte[] noise,
            @ForAll @Size(max = 20) List<@IntRange(max = 2_000) Integer> cuts) {
        String stream = "I" + new String(noise, ISO_8859_1);
        assertThat(heard(stream, cuts).all).isEqualTo(heard(stream, List.of()).all);
    }

    private static HeardFrames heard(String stream, List<Integer> cuts) {
        HeardFrames heard = new HeardFrames();
        StreamFramer framer = new StreamFramer(SipLimits.DEFAULT, heard);
        int from = 0;
        for (int cut : new TreeSet<>(cuts)) {
            int to = Math.min(cut, stream.length());
            framer.feed(Unpooled.copiedBuffer(stream.substring(from, to), ISO_8859_1));
            from = to;
        }
        framer.feed(Unpooled.copiedBuffer(stream.substring(from), ISO_8859_1));
        return heard;
    }
}
