package dev.sotto.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.codec.AudioFormat;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferAnswerTest {
    private static final String HEAD = "v=0\r\no=alice 2890844526 2890844526 IN IP4 192.0.2.1\r\ns=\r\n";
    private static final String CONNECTION = "c=IN IP4 192.0.2.1\r\nt=0 0\r\n";

    private final OfferAnswer exchange = new OfferAnswer(new LocalMedia("198.51.100.9", 20_000, 4711));

    private OfferAnswer.Answer answer(String media) throws SdpException {
        return exchange.answer(HEAD + CONNECTION + media);
    }

    /** The second offer of RFC 3264 section 10.1. */
    @Test
    void rejectedLinesStayInTheirPlaces() throws SdpException {
        OfferAnswer.Answer answer = answer("m=video 51372 RTP/AVP 31\r\na=rtpmap:31 H261/90000\r\n"
                + "m=audio 49170 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\nm=video 53000 RTP/AVP 32\r\n");
        assertThat(answer.sdp().lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=video 0 RTP/AVP 31", "m=audio 20000 RTP/AVP 0", "m=video 0 RTP/AVP 32");
        assertThat(answer.negotiated().remoteRtp()).isEqualTo(new InetSocketAddress("192.0.2.1", 49170));
        assertThat(answer.negotiated().remoteRtcp()).isEqualTo(new InetSocketAddress("192.0.2.1", 49171));
    }

    @Test
    void theOfferersOrderAndNumbersAreUsed() throws SdpException {
        OfferAnswer.Answer answer = answer("m=audio 4000 RTP/AVP 9 18 8 0 96 97\r\na=rtpmap:96 opus/48000/2\r\n"
                + "a=rtpmap:97 telephone-event/8000\r\na=fmtp:97 0-16\r\na=ptime:30\r\n");
        assertThat(answer.negotiated().format()).isEqualTo(AudioFormat.PCMA);
        assertThat(answer.negotiated().payloadType()).isEqualTo(8);
        assertThat(answer.negotiated().eventPayloadType()).isEqualTo(97);
        assertThat(answer.sdp()).contains("m=audio 20000 RTP/AVP 8 97\r\n", "a=fmtp:97 0-15\r\n", "a=ptime:30\r\n");
    }

    @Test
    void aDynamicNumberMayCarryAStaticSound() throws SdpException {
        OfferAnswer.Answer answer = answer("m=audio 4000 RTP/AVP 107\r\na=rtpmap:107 pcmu/8000/1\r\n");
        assertThat(answer.negotiated().payloadType()).isEqualTo(107);
        assertThat(answer.sdp()).contains("a=rtpmap:107 PCMU/8000");
        assertThat(answer.negotiated().eventPayloadType()).isEqualTo(-1);
    }

    @Test
    void eventsOfAnotherClockAreNotTaken() throws SdpException {
        OfferAnswer.Answer answer = answer("m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/48000\r\n");
        assertThat(answer.negotiated().eventPayloadType()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, sendrecv, true, true",
        "sendonly, recvonly, false, true",
        "recvonly, sendonly, true, false",
        "inactive, inactive, false, false"
    })
    void theDirectionIsTurnedRound(String offered, String answered, boolean sends, boolean receives)
            throws SdpException {
        OfferAnswer.Answer answer = answer("m=audio 4000 RTP/AVP 0\r\na=" + offered + "\r\n");
        assertThat(answer.sdp()).contains("a=" + answered + "\r\n");
        assertThat(answer.negotiated().sends()).isEqualTo(sends);
        assertThat(answer.negotiated().receives()).isEqualTo(receives);
    }

    @Test
    void theSessionsDirectionHoldsUnlessTheLineHasItsOwn() throws SdpException {
        String session = HEAD + CONNECTION + "a=sendonly\r\nm=audio 4000 RTP/AVP 0\r\n";
        assertThat(exchange.answer(session).negotiated().direction()).isEqualTo(Direction.RECVONLY);
        assertThat(exchange.answer(session + "a=sendrecv\r\n").negotiated().direction())
                .isEqualTo(Direction.SENDRECV);
    }

    @Test
    void theOldWayOfHoldIsUnderstood() throws SdpException {
        OfferAnswer.Answer answer = exchange.answer(HEAD + "c=IN IP4 0.0.0.0\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");
        assertThat(answer.negotiated().held()).isTrue();
        assertThat(answer.negotiated().sends()).isFalse();
        assertThat(answer.negotiated().remoteRtp()).isNull();
    }

    @Test
    void theLinesOwnAddressAndReportPortWin() throws SdpException {
        OfferAnswer.Answer answer = answer("m=audio 4000 RTP/AVP 0\r\nc=IN IP4 203.0.113.5\r\na=rtcp:4077\r\n");
        assertThat(answer.negotiated().remoteRtp()).isEqualTo(new InetSocketAddress("203.0.113.5", 4000));
        assertThat(answer.negotiated().remoteRtcp()).isEqualTo(new InetSocketAddress("203.0.113.5", 4077));
    }

    @Test
    void aSharedPortIsTakenWhenOffered() throws SdpException {
        OfferAnswer.Answer answer = answer("m=audio 4000 RTP/AVP 0\r\na=rtcp-mux\r\n");
        assertThat(answer.negotiated().rtcpMux()).isTrue();
        assertThat(answer.negotiated().remoteRtcp())
                .isEqualTo(answer.negotiated().remoteRtp());
        assertThat(answer.sdp()).contains("a=rtcp-mux\r\n");
        assertThat(answer("m=audio 4000 RTP/AVP 0\r\n").sdp()).doesNotContain("rtcp-mux");
    }

    @Test
    void aHostsNameIsNeverLookedUp() throws SdpException {
        OfferAnswer.Answer answer =
                exchange.answer(HEAD + "c=IN IP4 pc33.atlanta.example.com\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");
        assertThat(answer.negotiated().remoteRtp()).isNull();
        assertThat(answer.negotiated().sends()).isTrue();
    }

    @Test
    void theVersionGrowsOnlyWhenTheTextChanges() throws SdpException {
        String first = answer("m=audio 4000 RTP/AVP 0\r\n").sdp();
        String same = answer("m=audio 4000 RTP/AVP 0\r\n").sdp();
        String held = answer("m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n").sdp();
        assertThat(same).isEqualTo(first).contains("o=sotto 4711 4711 ");
        assertThat(held).contains("o=sotto 4711 4712 ");
    }

    @Test
    void theAnswerToOurOfferMayNumberEventsOtherwise() throws SdpException {
        assertThat(exchange.offer()).contains("m=audio 20000 RTP/AVP 0 8 101\r\n");
        Negotiated negotiated = exchange.accept(
                HEAD + CONNECTION + "m=audio 4000 RTP/AVP 8 96\r\na=rtpmap:96 telephone-event/8000\r\na=recvonly\r\n");
        assertThat(negotiated.format()).isEqualTo(AudioFormat.PCMA);
        assertThat(negotiated.eventPayloadType()).isEqualTo(96);
        assertThat(negotiated.sound().incoming().keys()).contains(101);
        assertThat(negotiated.direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void addressesOfVersionSixAreWrittenAsSuch() throws SdpException {
        OfferAnswer six = new OfferAnswer(new LocalMedia("2001:db8::1", 20_000, 1));
        OfferAnswer.Answer answer = six.answer(HEAD + "c=IN IP6 2001:db8::2\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");
        assertThat(answer.sdp()).contains("c=IN IP6 2001:db8::1\r\n");
        assertThat(answer.negotiated().remoteRtp()).isEqualTo(new InetSocketAddress("2001:db8::2", 4000));
    }

    @ParameterizedTest
    @CsvSource({
        "m=audio 4000 RTP/SAVP 0",
        "m=audio 4000 RTP/AVP 9 18",
        "m=audio 0 RTP/AVP 0",
        "m=image 4000 udptl t38",
        "m=audio 4000 RTP/AVP 999 x"
    })
    void whatWeShareNoSoundWithIsNotAcceptable(String line) {
        assertThatThrownBy(() -> answer(line + "\r\n")).isInstanceOfSatisfying(SdpException.class, e -> {
            assertThat(e.kind()).isEqualTo(SdpException.Kind.NOT_ACCEPTABLE);
            assertThat(e.position()).isEqualTo((HEAD + CONNECTION).length());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio x RTP/AVP 0",
                "m=audio 70000 RTP/AVP 0",
                "m=audio 4000 RTP/AVP",
                "m=audio 99999999999 RTP/AVP 0",
                "garbage",
                "c=IN IP4",
                "c=ATM NSAP 1",
            })
    void whatIsNoDescriptionIsMalformedThere(String line) {
        assertThatThrownBy(() -> answer(line + "\r\n")).isInstanceOfSatisfying(SdpException.class, e -> {
            assertThat(e.kind()).isEqualTo(SdpException.Kind.MALFORMED);
            assertThat(e.position()).isEqualTo((HEAD + CONNECTION).length());
        });
    }

    @ParameterizedTest
    @CsvSource({"c=IN IP4 999.1.2.3", "c=IN IP4 <script>", "c=IN IP4 224.0.0.9"})
    void anAddressThatIsNoneIsRefused(String connection) {
        String offer = HEAD + connection + "\r\nm=audio 4000 RTP/AVP 0\r\n";
        assertThatThrownBy(() -> exchange.answer(offer)).isInstanceOf(SdpException.class);
    }

    @Test
    void sizeAndNumberOfLinesAreBounded() {
        assertThatThrownBy(() -> answer("a=x\r\n".repeat(5000))).isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> answer("m=audio 4000 RTP/AVP 0\r\n".repeat(17)))
                .isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> answer("m=audio 4000 RTP/AVP" + " 1".repeat(200) + "\r\n"))
                .isInstanceOf(SdpException.class);
    }

    /** Linphone names its IPv6 address although it calls over IPv4: its first packet tells. */
    @Test
    void anAddressOfTheOtherFamilyIsNotSentTo() throws SdpException {
        OfferAnswer.Answer answer =
                exchange.answer(HEAD + "c=IN IP6 2001:db8::2\r\nt=0 0\r\nm=audio 7078 RTP/AVP 0\r\n");
        assertThat(answer.negotiated().remoteRtp()).isNull();
        assertThat(answer.negotiated().held()).isFalse();
    }
}
