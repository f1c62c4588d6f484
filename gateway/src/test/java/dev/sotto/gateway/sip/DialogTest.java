package dev.sotto.gateway.sip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Via;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261, 12.1.2: the dialog of an INVITE of ours. */
class DialogTest {
    private static final String INVITE = """
            INVITE sip:bob@pbx.test SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.200:5060;branch=z9hG4bKx
            From: "Sotto" <sip:sotto@192.0.2.200>;tag=us
            To: <sip:bob@pbx.test>
            Call-ID: out-1
            CSeq: 7 INVITE

            """;

    private static final String OK = """
            SIP/2.0 200 OK
            Via: SIP/2.0/UDP 192.0.2.200:5060;branch=z9hG4bKx
            Record-Route: <sip:p3.test;lr>, <sip:192.0.2.32;lr>
            Record-Route: <sip:192.0.2.31:5070;lr>
            From: "Sotto" <sip:sotto@192.0.2.200>;tag=us
            To: <sip:bob@pbx.test>;tag=them
            Call-ID: out-1
            CSeq: 7 INVITE
            Contact: <sip:bob@192.0.2.99:5099>

            """;

    private static SipMessage parsed(String text) throws Exception {
        return new SipParser(SipLimits.DEFAULT).parse(text.replace("\n", "\r\n").getBytes(US_ASCII));
    }

    private static Dialog dialog() throws Exception {
        return Dialog.ofUac((SipRequest) parsed(INVITE), (SipResponse) parsed(OK), Scene.CALLER);
    }

    @Test
    void requestOfTheCallerTakesTheRoutesInReverse() throws Exception {
        Dialog dialog = dialog();
        CSeq cseq = dialog.nextCseq("BYE");
        Via via = Via.parse("SIP/2.0/UDP a;branch=b");
        SipRequest bye = dialog.request(cseq, via, "x", List.of(), SipMessage.NO_BODY);
        assertThat(cseq.number()).isEqualTo(8);
        assertThat(bye.uri()).isEqualTo("sip:bob@192.0.2.99:5099");
        assertThat(bye.headers().lines("Route"))
                .containsExactly("<sip:192.0.2.31:5070;lr>", "<sip:192.0.2.32;lr>", "<sip:p3.test;lr>");
        assertThat(bye.headers().first("From")).contains("tag=us");
        assertThat(bye.headers().first("To")).contains("tag=them");
        assertThat(dialog.nextUri()).isEqualTo("sip:192.0.2.31:5070;lr");
        assertThat(dialog.isOurs()).isTrue();
    }

    @Test
    void keyIsTheOneThatThePeersRequestsName() throws Exception {
        String bye = """
                BYE sip:sotto@192.0.2.200 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.99;branch=z9hG4bKy
                From: <sip:bob@pbx.test>;tag=them
                To: <sip:sotto@192.0.2.200>;tag=us
                Call-ID: out-1
                CSeq: 0 BYE

                """;
        IncomingRequest request = IncomingRequest.of((SipRequest) parsed(bye), Scene.CALLER);
        Dialog dialog = dialog();
        assertThat(Dialog.Key.of(request)).isEqualTo(dialog.key());
        assertThat(dialog.accept(request)).as("their numbers start anywhere").isTrue();
        assertThat(dialog.accept(request)).isFalse();
    }
}
