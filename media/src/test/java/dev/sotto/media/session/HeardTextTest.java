package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeardTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1000, ''",
        "499, 1000, 'your refund'",
        "700, 1000, 'your refund is'",
        "999, 1000, 'your refund is'",
        "1000, 1000, 'your refund is approved'",
        "2000, 1000, 'your refund is approved'",
        // 23 characters at 14 a second are 13,142 samples
        "6600, -1, 'your refund'",
        "14000, -1, 'your refund is approved'"
    })
    void onlyWholeWordsWhoseSoundWentOut(long played, long total, String heard) {
        assertThat(HeardText.of("your refund is approved", played, total)).isEqualTo(heard);
    }
}
