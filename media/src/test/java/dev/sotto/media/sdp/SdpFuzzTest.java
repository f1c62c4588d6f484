package dev.sotto.media.sdp;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text is answered with lines that can be read again, or refused with one exception that points into it. */
class SdpFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void anyTextIsAnsweredOrRefused(FuzzedDataProvider data) throws SdpException {
        String text = data.consumeRemainingAsString();
        OfferAnswer.Answer answer;
        try {
            answer = new OfferAnswer(new LocalMedia("127.0.0.1", 20_000, 1, FormatPreference.DEFAULT)).answer(text);
        } catch (SdpException refused) {
            if (refused.position() < 0 || refused.position() > text.length()) {
                throw new AssertionError("position " + refused.position() + " outside of the text", refused);
            }
            return;
        }
        int offered = SessionDescription.parse(text).media().size();
        if (SessionDescription.parse(answer.sdp()).media().size() != offered) {
            throw new AssertionError("answered another number of lines");
        }
    }
}
