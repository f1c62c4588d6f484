package dev.sotto.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    @ParameterizedTest
    @CsvSource({
        "sip:ann@192.0.2.1, sip:ann@192.0.2.1",
        "tel:+49-30-1234, tel:+49301234",
        "+49 30 (1234), tel:+49301234",
        "030/1234, tel:0301234",
    })
    void targetsAreWrittenOneWay(String to, String written) {
        assertThat(Targets.written(to)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ann", "http://x", "sip:", "sip:ann@192.0.2.1?Route=sip:evil", "tel:abc", "+4", "sips:a b@c"
            })
    void otherThingsAreNoTargets(String to) {
        assertThat(Targets.written(to)).isEmpty();
    }

    @Test
    void nobodyIsCalledOffLoopbackUnlessTheSettingsSaySo() {
        Targets targets = Targets.of("auto", false, number -> true);

        assertThat(targets.allows("sip:ann@127.0.0.1:5062")).isFalse();
        assertThat(targets.allows("tel:+49301234")).isFalse();
    }

    @Test
    void onLoopbackPhonesOnLoopbackAreCalled() {
        Targets targets = Targets.of("auto", true, number -> true);

        assertThat(targets.allows("sip:ann@127.0.0.1:5062")).isTrue();
        assertThat(targets.allows("sip:ann@[::1]")).isTrue();
        assertThat(targets.allows("sip:ann@192.0.2.1")).isFalse();
        assertThat(targets.allows("sip:127.0.0.1@evil.example")).isFalse();
        assertThat(targets.allows("tel:+49301234")).isFalse();
    }

    @Test
    void patternsMeanTheWholeTarget() {
        Targets targets = Targets.of("tel:+49* sip:*@pbx.example.com", false, number -> true);

        assertThat(targets.allows("tel:+49301234")).isTrue();
        assertThat(targets.allows("tel:+881301234")).isFalse();
        assertThat(targets.allows("sip:ann@pbx.example.com")).isTrue();
        assertThat(targets.allows("sip:ann@pbx.example.com.evil.example")).isFalse();
        assertThat(targets.allows("sip:ann@pbxxexample.com")).isFalse();
    }

    @Test
    void numbersNeedAWay() {
        assertThat(Targets.of("tel:*", false, number -> false).allows("tel:+49301234"))
                .isFalse();
    }

    @Test
    void emptyPatternsAllowNobody() {
        assertThat(Targets.of("", true, number -> true).allows("sip:ann@127.0.0.1"))
                .isFalse();
    }
}
