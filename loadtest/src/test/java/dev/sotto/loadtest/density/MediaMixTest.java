package dev.sotto.loadtest.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.loadtest.phone.Medium;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaMixTest {
    private final MediaMix mix = MediaMix.parse("pcmu=60, g722=20,opus=10,srtp=10");

    @Test
    void sharesAreExactAtEveryStep() {
        MediaMix.Dealer dealer = mix.deal(1);
        List<Medium> all = new ArrayList<>();
        for (int more : new int[] {50, 50, 100, 300}) {
            all.addAll(dealer.next(more));

            assertThat(share(all, Medium.PCMU)).isEqualTo(all.size() * 60 / 100);
            assertThat(share(all, Medium.G722)).isEqualTo(all.size() * 20 / 100);
            assertThat(share(all, Medium.OPUS)).isEqualTo(all.size() * 10 / 100);
            assertThat(share(all, Medium.SRTP)).isEqualTo(all.size() * 10 / 100);
        }
    }

    @Test
    void oddNumbersAreAsNearAsWholeCallersCanBe() {
        List<Medium> three = MediaMix.parse("pcmu=2,opus=1").deal(5).next(4);

        assertThat(share(three, Medium.PCMU)).isBetween(2, 3);
        assertThat(three).hasSize(4).contains(Medium.OPUS);
    }

    @Test
    void theSeedDecidesWhoSpeaksWhat() {
        assertThat(mix.deal(1).next(40))
                .isEqualTo(mix.deal(1).next(40))
                .isNotEqualTo(mix.deal(2).next(40));
    }

    @Test
    void aNameAloneHasAShareOfOne() {
        assertThat(MediaMix.parse("PCMU")).isEqualTo(MediaMix.PCMU);
        assertThat(MediaMix.parse("pcma,pcma,opus").toString()).isEqualTo("pcma=2,opus=1");
        assertThat(MediaMix.parse(mix.toString())).isEqualTo(mix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gsm=3", "pcmu=0", "pcmu=-1", "pcmu=x", "pcmu=1,,opus=2"})
    void whatIsNoMixSaysSo(String text) {
        assertThatThrownBy(() -> MediaMix.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int share(List<Medium> all, Medium medium) {
        return Collections.frequency(all, medium);
    }
}
