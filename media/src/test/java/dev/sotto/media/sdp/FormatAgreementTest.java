package dev.sotto.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.codec.AudioFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which format, numbers and packet length come out of offer and answer. */
class FormatAgreementTest {
    private static final String HEAD = "v=0\r\no=a 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
    private static final String OPUS = "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n";

    private final OfferAnswer exchange = exchange(FormatPreference.DEFAULT);

    private static OfferAnswer exchange(FormatPreference formats) {
        return new OfferAnswer(new LocalMedia("198.51.100.9", 20_000, 4711, formats));
    }

    private static OfferAnswer exchange(String formats) {
        return exchange(FormatPreference.parse(formats));
    }

    private static AgreedSound answer(OfferAnswer exchange, String media) throws SdpException {
        return exchange.answer(HEAD + media).negotiated().sound();
    }

    @Test
    void theCheapFormatsComeFirstInTheOfferersOrder() throws SdpException {
        String opusFirst = "m=audio 4000 RTP/AVP 111 9 8 0\r\n" + OPUS;
        assertThat(answer(exchange, opusFirst).format()).isEqualTo(AudioFormat.PCMA);
        assertThat(answer(exchange("OPUS G722 PCMU PCMA"), opusFirst).format()).isEqualTo(AudioFormat.OPUS);
        assertThat(answer(exchange("PCMU, PCMA"), opusFirst).format()).isEqualTo(AudioFormat.PCMU);
        assertThat(answer(exchange("G722"), opusFirst).format()).isEqualTo(AudioFormat.G722);
    }

    @Test
    void whatTheOperatorDoesNotAllowIsNotTaken() {
        assertThatThrownBy(() -> answer(exchange("G722, OPUS"), "m=audio 4000 RTP/AVP 0 8\r\n"))
                .isInstanceOf(SdpException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CN", "GSM", "PCMU G729", ","})
    void aPreferenceMustNameSoundsThatAreSpoken(String text) {
        assertThatThrownBy(() -> FormatPreference.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opusIsAnsweredUnderItsNumberWithItsParameters() throws SdpException {
        String media = "m=audio 4000 RTP/AVP 111 110 126\r\n" + OPUS
                + "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n";
        OfferAnswer.Answer answer = exchange.answer(HEAD + media);
        assertThat(answer.sdp())
                .contains("m=audio 20000 RTP/AVP 111 110\r\n")
                .contains("a=rtpmap:111 opus/48000/2\r\n")
                .contains("a=fmtp:111 maxplaybackrate=8000;sprop-maxcapturerate=8000;useinbandfec=1\r\n")
                .contains("a=rtpmap:110 telephone-event/48000\r\n");
        AgreedSound sound = answer.negotiated().sound();
        assertThat(sound.eventClockRate()).isEqualTo(48_000);
        assertThat(sound.parameters()).isEqualTo("minptime=10;useinbandfec=1");
        assertThat(sound.incoming().keys()).containsExactlyInAnyOrder(110, 126);
    }

    @Test
    void keysOfEightKilohertzAreTakenBesideOpus() throws SdpException {
        AgreedSound sound =
                answer(exchange, "m=audio 4000 RTP/AVP 111 101\r\n" + OPUS + "a=rtpmap:101 telephone-event/8000\r\n");
        assertThat(sound.eventPayloadType()).isEqualTo(101);
        assertThat(sound.eventClockRate()).isEqualTo(8000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9 | | G722",
                "9 | 9 G722/8000 | G722",
                "9 | 9 G722/16000 | G722",
                "96 | 96 g722/8000/1 | G722",
                "96 | 96 OPUS/48000/2 | OPUS",
                "96 | 96 opus/48000 | OPUS",
                "97 | 97 L16/8000 | L16",
                "97 | 97 l16/16000/1 | L16_WIDE",
                "0 | 0 PCMA/8000 | PCMA",
            })
    void namesAreReadAsTheyAreWritten(String numbers, String map, AudioFormat format) throws SdpException {
        String maps = map == null ? "" : "a=rtpmap:" + map + "\r\n";
        assertThat(answer(exchange, "m=audio 4000 RTP/AVP " + numbers + "\r\n" + maps)
                        .format())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | ",
                "11 | ",
                "96 | 96 L16/44100",
                "96 | 96 L16/44100/2",
                "96 | 96 L16/8000/2",
                "96 | 96 opus/8000/2",
                "0 | 0 PCMU/16000",
                "3 | ",
                "18 | ",
                "101 | 101 telephone-event/8000",
                "13 | "
            })
    void whatIsNotSpokenIsRefused(String numbers, String map) {
        String maps = map == null ? "" : "a=rtpmap:" + map + "\r\n";
        assertThatThrownBy(() -> answer(exchange, "m=audio 4000 RTP/AVP " + numbers + "\r\n" + maps))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.kind()).isEqualTo(SdpException.Kind.NOT_ACCEPTABLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | - | PCMU | 20",
                "10 | - | PCMU | 10",
                "30 | - | PCMU | 30",
                "30 | - | OPUS | 20",
                "60 | - | OPUS | 60",
                "40 | 20 | PCMU | 20",
                "- | 10 | PCMU | 10",
                "- | 150 | PCMU | 20",
                "120 | - | PCMU | 60",
                "5 | - | PCMU | 10",
                "25 | - | G722 | 20",
                "20.5 | - | PCMU | 20",
                "x | 0 | PCMU | 20",
                "99999 | - | PCMU | 20",
            })
    void packetsAreAsLongAsTheOtherSideWants(String ptime, String maxptime, AudioFormat format, int millis)
            throws SdpException {
        String media = "m=audio 4000 RTP/AVP 0 9 111\r\n" + OPUS
                + (ptime == null ? "" : "a=ptime:" + ptime + "\r\n")
                + (maxptime == null ? "" : "a=maxptime:" + maxptime + "\r\n");
        OfferAnswer only = exchange(format.name());
        OfferAnswer.Answer answer = only.answer(HEAD + media);
        assertThat(answer.negotiated().sound().packetMillis()).isEqualTo(millis);
        assertThat(answer.sdp()).contains("a=ptime:" + millis + "\r\n");
    }

    @Test
    void comfortNoiseIsUnderstoodAlwaysAndAgreedToWhereTheOperatorWantsIt() throws SdpException {
        String media =
                "m=audio 4000 RTP/AVP 0 13 19 101\r\na=rtpmap:19 CN/8000\r\na=rtpmap:101 telephone-event/8000\r\n";
        OfferAnswer.Answer without = exchange.answer(HEAD + media);
        assertThat(without.sdp()).contains("m=audio 20000 RTP/AVP 0 101\r\n");
        assertThat(without.negotiated().sound().incoming().noise()).containsExactlyInAnyOrder(13, 19);
        OfferAnswer with = exchange("PCMU PCMA CN");
        assertThat(with.answer(HEAD + media).sdp()).contains("m=audio 20000 RTP/AVP 0 101 13\r\n");
        assertThat(with.offer()).contains("a=rtpmap:13 CN/8000\r\n");
        assertThat(exchange.offer()).doesNotContain("CN");
    }

    @Test
    void anAnswerWithSeveralFormatsMeansItsFirstAndAnyMayCome() throws SdpException {
        exchange.offer();
        Negotiated agreed = exchange.accept(
                HEAD + "m=audio 4000 RTP/AVP 8 0 9 101\r\na=rtpmap:101 telephone-event/8000\r\n" + "a=ptime:30\r\n");
        assertThat(agreed.format()).isEqualTo(AudioFormat.PCMA);
        assertThat(agreed.sound().packetMillis()).isEqualTo(30);
        assertThat(agreed.sound().incoming().sounds())
                .containsEntry(0, AudioFormat.PCMU)
                .containsEntry(9, AudioFormat.G722);
    }

    @Test
    void theAnswerersNumbersAreSentAndOursReceived() throws SdpException {
        assertThat(exchange.offer()).contains("a=rtpmap:96 opus/48000/2\r\n", "a=rtpmap:102 telephone-event/48000\r\n");
        AgreedSound sound = exchange.accept(HEAD + "m=audio 4000 RTP/AVP 109 118\r\na=rtpmap:109 opus/48000/2\r\n"
                        + "a=rtpmap:118 telephone-event/48000\r\n")
                .sound();
        assertThat(sound.payloadType()).isEqualTo(109);
        assertThat(sound.eventPayloadType()).isEqualTo(118);
        assertThat(sound.incoming().sounds())
                .containsEntry(96, AudioFormat.OPUS)
                .containsEntry(109, AudioFormat.OPUS);
        assertThat(sound.incoming().keys()).contains(101, 102, 118);
    }

    /** With those who swap numbers, ours keep the meaning that we gave them. */
    @Test
    void ourOwnNumbersWin() throws SdpException {
        exchange.offer();
        AgreedSound sound = exchange.accept(HEAD + "m=audio 4000 RTP/AVP 97\r\na=rtpmap:97 opus/48000/2\r\n")
                .sound();
        assertThat(sound.payloadType()).isEqualTo(97);
        assertThat(sound.incoming().sounds())
                .containsEntry(96, AudioFormat.OPUS)
                .containsEntry(97, AudioFormat.L16);
        assertThat(sound.hearsKeys()).isFalse();
    }

    @Test
    void anAnswerWithNothingOfOursIsRefused() {
        OfferAnswer plain = exchange("PCMU PCMA");
        plain.offer();
        assertThatThrownBy(() -> plain.accept(HEAD + "m=audio 4000 RTP/AVP 9\r\n"))
                .isInstanceOf(SdpException.class);
    }

    @Test
    void anotherFormatMayBeAgreedOnInMidCall() throws SdpException {
        assertThat(answer(exchange, "m=audio 4000 RTP/AVP 0\r\n").format()).isEqualTo(AudioFormat.PCMU);
        assertThat(answer(exchange, "m=audio 4000 RTP/AVP 111\r\n" + OPUS).format())
                .isEqualTo(AudioFormat.OPUS);
    }

    @Test
    void ourLaterOfferKeepsTheNumbersOfTheCallAndBeginsWithWhatIsSpoken() throws SdpException {
        answer(
                exchange,
                "m=audio 4000 RTP/AVP 96 101\r\na=rtpmap:96 L16/16000\r\na=rtpmap:101 telephone-event/16000\r\n");
        List<String> lines = exchange.offer().lines().toList();
        assertThat(lines).contains("a=rtpmap:96 L16/16000", "a=rtpmap:101 telephone-event/16000");
        assertThat(lines.stream().filter(line -> line.startsWith("m=")))
                .first()
                .asString()
                .startsWith("m=audio 20000 RTP/AVP 96 0 8 9 ");
        List<String> numbers = lines.stream()
                .filter(line -> line.startsWith("a=rtpmap:"))
                .map(line -> line.substring(9, line.indexOf(' ')))
                .toList();
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void ourOfferIsTheSameAgain() {
        assertThat(exchange.offer()).isEqualTo(exchange.offer());
    }

    @Test
    void linesOfFormatsThatCantBeReadCostNothingElse() throws SdpException {
        AgreedSound sound = answer(
                exchange,
                "m=audio 4000 RTP/AVP 0 101 102\r\na=rtpmap:101 telephone-event\r\na=rtpmap:999 X/8000\r\na=rtpmap:\r\n"
                        + "a=rtpmap:102 telephone-event/8000\r\na=fmtp:\r\na=fmtp:102\r\na=fmtp:x y\r\na=ptime:\r\n");
        assertThat(sound.eventPayloadType()).isEqualTo(102);
    }
}
