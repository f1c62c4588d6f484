package dev.sotto.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The same promise as the fuzz test's, over damaged copies of a real offer, in every build. */
class SdpPropertyTest {
    private static final String OFFER = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=x\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
            + "a=sendrecv\r\nm=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n"
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

    private static void check(String text) {
        try {
            OfferAnswer.Answer answer = new OfferAnswer(new LocalMedia("127.0.0.1", 20_000, 1)).answer(text);
            int lines = SessionDescription.parse(answer.sdp()).media().size();
            assertThat(lines).isEqualTo(SessionDescription.parse(text).media().size());
        } catch (SdpException refused) {
            assertThat(refused.position()).isBetween(0, text.length());
        }
    }
}
