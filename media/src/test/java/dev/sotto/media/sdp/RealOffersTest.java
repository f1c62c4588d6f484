package dev.sotto.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.codec.AudioFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers, gateways, carriers, telephones and browsers really send, and what we take of it. */
class RealOffersTest {
    private static final LocalMedia US = new LocalMedia("198.51.100.9", 20_000, 1, FormatPreference.DEFAULT);
    private static final LocalMedia US_BY_IPV6 = new LocalMedia("2001:db8::9", 20_000, 1, FormatPreference.DEFAULT);

    private static String offer(String name) throws IOException {
        try (InputStream file = RealOffersTest.class.getResourceAsStream("offers/" + name + ".sdp")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** By default, and when the operator leaves the choice to the other side. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "asterisk-20             | PCMU 0 101/8000 20    | PCMU 0 101/8000 20",
                "asterisk-chan-sip-alaw  | PCMA 8 101/8000 20    | PCMA 8 101/8000 20",
                "freeswitch-1.10         | PCMU 0 101/8000 20    | OPUS 102 103/48000 20",
                "freeswitch-opus-only    | OPUS 116 101/48000 40 | OPUS 116 101/48000 40",
                "cisco-cucm              | PCMU 0 101/8000 20    | G722 9 101/8000 20",
                "cisco-cube-g711         | PCMU 0 101/8000 20    | PCMU 0 101/8000 20",
                "cisco-phone-8845-video  | PCMU 0 101/8000 20    | OPUS 114 101/8000 20",
                "twilio-elastic-trunk    | PCMU 0 101/8000 20    | PCMU 0 101/8000 20",
                "telnyx-carrier          | PCMU 0 101/8000 20    | G722 9 101/8000 20",
                "chrome-120              | PCMU 0 126/8000 20    | OPUS 111 110/48000 20",
                "firefox-121             | PCMU 0 101/8000 20    | OPUS 109 101/8000 20",
                "linphone-5              | PCMU 0 100/8000 20    | OPUS 96 101/48000 20",
                "linphone-avpf           | PCMU 0 -1/8000 20     | OPUS 96 101/48000 20",
                "baresip-1.0             | PCMU 0 101/8000 20    | OPUS 96 101/8000 20",
                "zoiper-5                | PCMU 0 101/8000 20    | OPUS 106 98/48000 20",
                "teams-direct-routing    | PCMU 0 101/8000 20    | G722 9 101/8000 20",
                "audiocodes-sbc          | PCMA 8 101/8000 20    | PCMA 8 101/8000 20",
                "sonus-carrier-dynamic   | PCMU 0 100/8000 20    | PCMU 0 100/8000 20",
                "ims-gateway-ipv6        | PCMA 8 104/8000 20    | PCMA 8 104/8000 20",
                "grandstream-ht          | PCMU 0 101/8000 20    | PCMU 0 101/8000 20",
                "fritzbox-isdn           | PCMA 8 101/8000 20    | G722 9 101/8000 20",
                "old-gateway-no-maps-no-keys | PCMA 8 -1/8000 30 | PCMA 8 -1/8000 30",
                "polycom-vvx             | PCMU 0 127/8000 20    | G722 9 127/8000 20",
                "fax-after-voice         | PCMA 8 -1/8000 20     | PCMA 8 -1/8000 20",
                "two-audio-lines         | PCMU 0 101/8000 20    | PCMU 0 101/8000 20",
                "hold-old-style          | PCMU 0 101/8000 20    | PCMU 0 101/8000 20",
                "siprec-like-labels      | PCMU 0 -1/8000 20     | PCMU 0 -1/8000 20",
                "livekit-sip             | PCMU 0 101/8000 20    | G722 9 101/8000 20",
                "pjsua-2                 | PCMU 0 121/8000 20    | PCMU 0 121/8000 20",
                "l16-recorder            | L16_WIDE 118 -1/8000 10 | L16_WIDE 118 -1/8000 10",
            })
    void takesTheFormat(String name, String byDefault, String byTheirOrder) throws Exception {
        assertThat(chosen(name, FormatPreference.DEFAULT)).isEqualTo(byDefault);
        assertThat(chosen(name, FormatPreference.parse("PCMU PCMA G722 OPUS L16")))
                .isEqualTo(byTheirOrder);
    }

    private static String chosen(String name, FormatPreference preference) throws Exception {
        for (SessionDescription.Media media :
                SessionDescription.parse(offer(name)).media()) {
            FormatChoice choice = media.kind().equals("audio") ? FormatChoice.of(media, preference) : null;
            if (choice != null) {
                AgreedSound sound = choice.sound();
                return sound.format() + " " + sound.payloadType() + " " + sound.eventPayloadType() + "/"
                        + sound.eventClockRate() + " " + sound.packetMillis();
            }
        }
        return "none";
    }

    /** The whole answer, but for what is the same in all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "asterisk-20            | m=audio 20000 RTP/AVP 0 101",
                "cisco-phone-8845-video | m=audio 20000 RTP/AVP 0 101 ; m=video 0 RTP/AVP 126",
                "linphone-5             | m=audio 20000 RTP/AVP 0 100 ; m=video 0 RTP/AVP 96",
                "linphone-avpf          | m=audio 20000 RTP/AVPF 0",
                "fax-after-voice        | m=audio 20000 RTP/AVP 8 ; m=image 0 udptl t38",
                "two-audio-lines | m=audio 0 RTP/AVP 18 ; m=audio 20000 RTP/AVP 0 101 ; m=application 0 TCP/WSS/BFCP *",
                "zoiper-5               | m=audio 20000 RTP/AVP 0 101",
            })
    void everyLineIsAnsweredInItsPlace(String name, String lines) throws Exception {
        String answer = new OfferAnswer(US).answer(offer(name)).sdp();
        assertThat(answer.lines().filter(line -> line.startsWith("m="))).containsExactly(lines.split(" ; "));
        String audio = answer.substring(answer.indexOf("m=audio 20000"));
        for (String number : audio.lines().findFirst().orElseThrow().split(" ")) {
            if (number.matches("\\d{1,3}")) {
                assertThat(audio).contains("a=rtpmap:" + number + " ");
            }
        }
        assertThat(answer.contains("a=rtcp-mux")).isEqualTo(offer(name).contains("a=rtcp-mux"));
    }

    @ParameterizedTest
    @CsvSource({
        "asterisk-20, 192.0.2.10, 17342, 17343, false, SENDRECV",
        "zoiper-5, 192.168.1.23, 51304, 51304, false, SENDRECV",
        "telnyx-carrier, 203.0.113.41, 31872, 31873, false, SENDRECV",
        "ims-gateway-ipv6, 2001:db8::61, 49122, 49123, false, SENDRECV",
        "two-audio-lines, 192.0.2.74, 5020, 5021, false, SENDRECV",
        "hold-old-style, , 0, 0, true, RECVONLY",
        "siprec-like-labels, 192.0.2.76, 12240, 12241, true, RECVONLY",
    })
    void soundGoesWhereTheyWantIt(String name, String host, int port, int rtcpPort, boolean held, Direction direction)
            throws Exception {
        LocalMedia us = host != null && host.contains(":") ? US_BY_IPV6 : US;
        Negotiated agreed = new OfferAnswer(us).answer(offer(name)).negotiated();
        if (host == null) {
            assertThat(agreed.remoteRtp()).isNull();
        } else {
            assertThat(agreed.remoteRtp()).isEqualTo(new InetSocketAddress(host, port));
            assertThat(agreed.remoteRtcp()).isEqualTo(new InetSocketAddress(host, rtcpPort));
        }
        assertThat(agreed.held()).isEqualTo(held);
        assertThat(agreed.direction()).isEqualTo(direction);
    }

    @ParameterizedTest
    @ValueSource(strings = "ims-volte-amr-only")
    void whatWeShareNoSoundWithIsRefused(String name) {
        assertThatThrownBy(() -> new OfferAnswer(US).answer(offer(name))).isInstanceOf(SdpException.class);
    }

    /** Both of our own parties agree, whatever the one allows and the other prefers. */
    @ParameterizedTest
    @ValueSource(strings = {"PCMU PCMA, G722, OPUS, L16", "OPUS", "G722 L16", "PCMA CN", "L16, OPUS PCMU"})
    void weUnderstandOurselves(String formats) throws Exception {
        LocalMedia caller = new LocalMedia("198.51.100.1", 20_002, 7, FormatPreference.parse(formats));
        OfferAnswer calling = new OfferAnswer(caller);
        OfferAnswer.Answer answer = new OfferAnswer(US).answer(calling.offer());
        Negotiated heard = answer.negotiated();
        Negotiated said = calling.accept(answer.sdp());
        assertThat(said.format()).isEqualTo(heard.format());
        assertThat(said.payloadType()).isEqualTo(heard.payloadType());
        assertThat(said.eventPayloadType()).isEqualTo(heard.eventPayloadType()).isPositive();
        List<AudioFormat> allowed =
                new ArrayList<>(FormatPreference.parse(formats).inOrder());
        assertThat(allowed).contains(said.format());
    }
}
