package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipWriter;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference implementation reads the same in valid messages as we do, and understands what we write. */
class JainDifferentialTest {
    private final SipParser parser = new SipParser(SipLimits.DEFAULT);

    static Stream<String> valid() {
        return Rfc4475.VALID.stream();
    }

    private static SIPMessage jain(byte[] octets) throws Exception {
        return new StringMsgParser().parseSIPMessage(octets, true, false, null);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void bothReadTheSameInTheValidTortureMessages(String name) throws Exception {
        byte[] octets = Rfc4475.message(name);
        assertSame(parser.parse(octets), jain(octets));
    }

    @Test
    void bothReadTheSameInWhatWeSend() throws Exception {
        Scene scene = new Scene(call -> {
            call.ringing();
            call.answer("v=0");
        });
        String routes = "Record-Route: <sip:192.0.2.50;lr>\r\n" + Caller.sdpType();
        scene.hear(scene.caller.inviteWith(routes, "v=0"));
        scene.hear(scene.caller.heard(scene.wire.lastResponse()).ack());
        scene.hear(scene.caller.next("OPTIONS", "", ""));
        scene.hear(scene.caller.next("REGISTER", "", ""));
        scene.call().hangUp("say \"bye\"");
        List<SipMessage> sent = List.copyOf(scene.wire.sent);
        assertThat(scene.wire.take()).containsExactly("100", "180", "200", "200", "405", "BYE");
        for (SipMessage message : sent) {
            ByteBuf written = Unpooled.buffer();
            SipWriter.write(message, written);
            byte[] octets = new byte[written.readableBytes()];
            written.readBytes(octets);
            assertSame(message, jain(octets));
        }
    }

    private static void assertSame(SipMessage ours, SIPMessage theirs) throws Exception {
        Essentials essentials = Essentials.of(ours.headers());
        assertThat(essentials.callId()).isEqualTo(theirs.getCallId().getCallId());
        assertThat(essentials.cseq().number()).isEqualTo(theirs.getCSeq().getSeqNumber());
        assertThat(essentials.cseq().method()).isEqualTo(theirs.getCSeq().getMethod());
        assertThat(essentials.from().tag()).isEqualTo(Objects.requireNonNullElse(theirs.getFromTag(), ""));
        assertThat(essentials.to().tag()).isEqualTo(Objects.requireNonNullElse(theirs.getToTag(), ""));
        assertThat(essentials.vias()).hasSize(theirs.getViaHeaders().size());
        assertThat(essentials.topVia().branch())
                .isEqualTo(theirs.getTopmostVia().getBranch());
        assertThat(essentials.topVia().transport())
                .isEqualTo(theirs.getTopmostVia().getTransport());
        byte[] body = theirs.getRawContent();
        assertThat(ours.body()).isEqualTo(body == null ? new byte[0] : body);
        if (ours instanceof SipRequest request && theirs instanceof SIPRequest other) {
            assertThat(request.method()).isEqualTo(other.getMethod());
            assertThat(request.uri()).isEqualTo(other.getRequestURI().toString());
        } else if (ours instanceof SipResponse response && theirs instanceof SIPResponse other) {
            assertThat(response.status()).isEqualTo(other.getStatusCode());
            String reason = other.getReasonPhrase();
            assertThat(response.reason()).isEqualTo(reason == null ? "" : reason);
        } else {
            throw new AssertionError(ours + " against " + theirs.getFirstLine());
        }
        assertThat(new String(theirs.encodeAsBytes("UDP"), StandardCharsets.UTF_8))
                .isNotEmpty();
    }
}
