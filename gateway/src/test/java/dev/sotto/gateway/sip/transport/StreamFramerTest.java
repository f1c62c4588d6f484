package dev.sotto.gateway.sip.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261, 7.5 and 18.3; RFC 5626, 4.4.1. */
class StreamFramerTest {
    private static final String BYE = "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\n";
    private static final String INVITE = "INVITE sip:a@b SIP/2.0\r\nl: 5\r\nCall-ID: 1\r\n\r\nv=0\r\n";

    private final HeardFrames heard = new HeardFrames();
    private final StreamFramer framer = new StreamFramer(SipLimits.DEFAULT, heard);

    private void feed(String text) {
        framer.feed(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    @Test
    void messagesOfOneSegmentAreToldApart() {
        feed(BYE + INVITE + "\r\n" + BYE);
        assertThat(heard.all).containsExactly(BYE, INVITE, BYE);
        assertThat(framer.isMidMessage()).isFalse();
    }

    @Test
    void everySplitGivesTheSameMessages() {
        String stream = "\r\n" + BYE + "\r\n\r\n" + INVITE + BYE;
        for (int first = 0; first < stream.length(); first++) {
            for (int second = first; second < stream.length(); second++) {
                HeardFrames frames = new HeardFrames();
                StreamFramer split = new StreamFramer(SipLimits.DEFAULT, frames);
                split.feed(Unpooled.copiedBuffer(stream.substring(0, first), ISO_8859_1));
                split.feed(Unpooled.copiedBuffer(stream.substring(first, second), ISO_8859_1));
                split.feed(Unpooled.copiedBuffer(stream.substring(second), ISO_8859_1));
                assertThat(frames.all).containsExactly(BYE, "ping", INVITE, BYE);
            }
        }
    }

    @Test
    void pingIsTwoLineEndsBetweenMessages() {
        feed("\r\n");
        assertThat(heard.all).isEmpty();
        feed("\r\n\r\n\r\n");
        assertThat(heard.all).containsExactly("ping", "ping");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 3,3",
        "content-LENGTH:3,3",
        "l : 3,3",
        "L:\t3 ,3",
        "'Content-Length:\r\n  3',3",
        "l: 0003,3",
        "Content-Length: ,-2",
        "Content-Length: -1,-2",
        "Content-Length: 3x,-2",
        "Content-Length: 3 3,-2",
        "X-Content-Length: 3,-1",
        "'l: 3\r\nContent-Length: 3',-2",
        "'Subject: x\r\n l: 4',-1",
        "Content-Length: 99999999999999999999,1000000000",
    })
    void contentLengthIsFoundInEveryShape(String line, int length) {
        byte[] head = ("BYE sip:a@b SIP/2.0\r\nTo: x\r\n" + line + "\r\nFrom: y\r\n\r\n").getBytes(ISO_8859_1);
        assertThat(ContentLength.of(head, head.length)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call-ID: 1", "Content-Length: many", "l: 1\r\nl: 1"})
    void withoutALengthNothingFollows(String line) {
        feed("BYE sip:a@b SIP/2.0\r\n" + line + "\r\n\r\n" + BYE);
        assertThat(heard.all).hasSize(1).allMatch(one -> one.startsWith("400 BYE sip:a@b"));
        assertThat(framer.isBroken()).isTrue();
    }

    @Test
    void binaryNoiseBreaksTheStreamAtOnce() {
        feed("\u0016\u0003\u0001" + BYE);
        assertThat(heard.all).containsExactly("400 ");
    }

    @Test
    void headAndBodyAreBounded() {
        feed("BYE sip:a@b SIP/2.0\r\nl: 40000\r\n\r\n");
        assertThat(heard.all).hasSize(1).allMatch(one -> one.startsWith("513 BYE"));

        HeardFrames frames = new HeardFrames();
        StreamFramer endless = new StreamFramer(SipLimits.DEFAULT, frames);
        for (int i = 0; i < 100; i++) {
            endless.feed(Unpooled.copiedBuffer("x".repeat(1_000), ISO_8859_1));
        }
        assertThat(frames.all).hasSize(1).allMatch(one -> one.startsWith("513 x"));
    }

    @Test
    void messageOfExactlyTheLimitPasses() {
        String head = "BYE sip:a@b SIP/2.0\r\nContent-Length: 32700\r\n\r\n";
        int limit = SipLimits.DEFAULT.maxMessageBytes();
        String whole = head.replace("32700", Integer.toString(limit - head.length()));
        feed(whole + "b".repeat(limit - whole.length()) + BYE);
        assertThat(heard.all).hasSize(2);
        assertThat(heard.all.get(0)).hasSize(limit);
    }

    @Test
    void octetByOctetCostsNoMoreThanOneLookEach() {
        CountingBuffer octets = new CountingBuffer(("x".repeat(30_000) + "\r\n").getBytes(ISO_8859_1));
        while (octets.left() > 0) {
            framer.feed(octets.next());
        }
        // one to look at it, one to keep it
        assertThat(octets.reads()).isLessThan(2 * 30_010);
        assertThat(framer.isMidMessage()).isTrue();
    }

    /** Gives its octets one by one and counts how often they are looked at. */
    private static final class CountingBuffer {
        private final byte[] octets;
        private int at;
        private int reads;

        CountingBuffer(byte[] octets) {
            this.octets = octets;
        }

        int left() {
            return octets.length - at;
        }

        int reads() {
            return reads;
        }

        ByteBuf next() {
            ByteBuf one = Unpooled.wrappedBuffer(octets, at++, 1);
            return new io.netty.buffer.UnpooledHeapByteBuf(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT, 1, 1) {
                {
                    writeByte(one.getByte(0));
                }

                @Override
                public byte getByte(int index) {
                    reads++;
                    return super.getByte(index);
                }
            };
        }
    }

    static final List<String> SAMPLES = List.of(BYE, INVITE, "\r\n", "\r\n\r\n");
}
