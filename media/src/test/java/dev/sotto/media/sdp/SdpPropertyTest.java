package dev.sotto.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The same promise as the fuzz test's, over damaged copies of a real offer, in every build. */
class SdpPropertyTest {
    private static final String OFFER = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=x\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
            + "a=sendrecv\r\nm=audio 4000 RTP/AVP 96 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n"
            + "a=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1;maxaveragebitrate=20000\r\na=maxptime:60\r\n"
            + "a=rtcp:4001 IN IP4 192.0.2.1\r\na=ptime:20\r\nm=video 4002/2 RTP/AVPF 96\r\na=rtpmap:96 VP8/90000\r\n";

    private static final String ALPHABET = "=:/ \r\n0123456789amcIP4.-\u0000\u00e9";

    @Property(tries = 2000)
    void damageIsAnsweredOrRefusedWithAPosition(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int damages) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(OFFER);
        for (int i = 0; i < damages; i++) {
            int at = random.nextInt(text.length());
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
            }
        }
        check(text.toString());
    }

    /** Any formats under any numbers, in any order: what is chosen was offered, is allowed, and has its lines. */
    @Property(tries = 1000)
    void whatIsAgreedOnWasOffered(@ForAll long seed) throws SdpException {
        Random random = new Random(seed);
        String[] names = {
            "PCMU/8000",
            "pcma/8000/1",
            "G722/8000",
            "opus/48000/2",
            "L16/8000",
            "L16/16000",
            "L16/44100",
            "G729/8000",
            "telephone-event/8000",
            "telephone-event/48000",
            "CN/8000",
            "speex/16000"
        };
        List<Integer> numbers = new ArrayList<>();
        StringBuilder maps = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            int number = 96 + random.nextInt(32);
            if (!numbers.contains(number)) {
                numbers.add(number);
                maps.append("a=rtpmap:")
                        .append(number)
                        .append(' ')
                        .append(names[random.nextInt(names.length)])
                        .append("\n");
            }
        }
        StringBuilder offer = new StringBuilder("v=0\nc=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP");
        numbers.forEach(number -> offer.append(' ').append(number));
        offer.append("\n")
                .append(maps)
                .append("a=ptime:")
                .append(random.nextInt(70))
                .append("\n");
        FormatPreference[] preferences = {
            FormatPreference.DEFAULT, FormatPreference.G711, FormatPreference.parse("OPUS G722 L16 PCMU PCMA CN")
        };
        FormatPreference preference = preferences[random.nextInt(preferences.length)];
        OfferAnswer.Answer answer;
        try {
            answer = new OfferAnswer(new LocalMedia("127.0.0.1", 20_000, 1, preference)).answer(offer.toString());
        } catch (SdpException refused) {
            assertThat(refused.kind()).isEqualTo(SdpException.Kind.NOT_ACCEPTABLE);
            return;
        }
        AgreedSound sound = answer.negotiated().sound();
        assertThat(numbers).contains(sound.payloadType());
        assertThat(preference.rank(sound.format())).isNotNegative();
        assertThat(sound.incoming().sounds()).containsEntry(sound.payloadType(), sound.format());
        assertThat(sound.packetMillis()).isBetween(10, 60);
        SessionDescription.Media ours =
                SessionDescription.parse(answer.sdp()).media().get(0);
        assertThat(ours.maps().stream().map(map -> String.valueOf(map.payloadType())))
                .containsExactlyElementsOf(ours.formats());
    }

    private static void check(String text) {
        try {
            OfferAnswer.Answer answer =
                    new OfferAnswer(new LocalMedia("127.0.0.1", 20_000, 1, FormatPreference.DEFAULT)).answer(text);
            int lines = SessionDescription.parse(answer.sdp()).media().size();
            assertThat(lines).isEqualTo(SessionDescription.parse(text).media().size());
        } catch (SdpException refused) {
            assertThat(refused.position()).isBetween(0, text.length());
        }
    }
}
