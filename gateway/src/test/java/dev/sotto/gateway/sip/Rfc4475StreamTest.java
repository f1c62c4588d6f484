package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.StreamFramer;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The torture messages on a stream: answered as over UDP, except where the stream itself makes a difference, because there it is
 * Content-Length that says where a message ends (RFC 3261, 18.3).
 */
class Rfc4475StreamTest {
    /** {@code more}: waits for the rest; {@code broken}: answered, and the stream is of no more use. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "clerr", "more", // says 9999 octets of body
            "ncl", "400 broken", // a negative length
            "mcl01", "400 broken", // two lengths
            "dblreq", "405 400 broken", // what is behind the first request counts, and has no length
            "inv2543", "400 broken"); // no length, as RFC 2543 allowed

    static Stream<String> names() {
        return Rfc4475Test.everyMessage();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isAnsweredAsOverUdpOrEndsTheStream(String name) {
        String overUdp = String.join(" ", new Scene().hear(Rfc4475.message(name)));
        Scene scene = new Scene();
        Hop.Connection connection = () -> true;
        Hop source = new Hop(Protocol.TCP, new InetSocketAddress("192.0.2.1", 40_000), connection);
        StreamFramer framer = new StreamFramer(SipLimits.DEFAULT, new StreamFramer.Sink() {
            @Override
            public void message(byte[] octets) {
                scene.stack.receive(octets, source);
            }

            @Override
            public void ping() {
                throw new AssertionError("no ping is in it");
            }

            @Override
            public void broken(int status, String reason, byte[] head) {
                scene.stack.receiveBroken(head, status, reason, source);
            }
        });
        framer.feed(Unpooled.wrappedBuffer(Rfc4475.message(name)));
        String state = framer.isBroken() ? " broken" : framer.isMidMessage() ? "more" : "";
        assertThat(scene.wire.hops).allMatch(hop -> hop.connection() == connection);
        String answer = String.join(" ", scene.wire.take()) + state;
        assertThat(answer).isEqualTo(OTHERWISE.getOrDefault(name, overUdp));
    }
}
