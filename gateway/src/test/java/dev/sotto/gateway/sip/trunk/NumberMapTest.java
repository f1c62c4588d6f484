package dev.sotto.gateway.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberMapTest {
    private final NumberMap<String> map = new NumberMap<>(Map.of(
            "+49301234567", "refund", "+49301234*", "orders", "+4930*", "berlin", "support", "help", "7*", "short"));

    @ParameterizedTest
    @CsvSource({
        "+49301234567,refund",
        "49301234567,refund",
        "+49 30 1234-567,refund",
        "+49301234567;phone-context=x,refund",
        "+49301234999,orders",
        "+493055,berlin",
        "support,help",
        "71,short",
    })
    void longestFits(String number, String task) {
        assertThat(map.of(number)).contains(task);
    }

    @ParameterizedTest
    @CsvSource({"+4940", "Support", "supporter", "''", "030"})
    void othersDoNot(String number) {
        assertThat(map.of(number)).isEmpty();
    }

    @Test
    void starAloneIsEverything() {
        assertThat(new NumberMap<>(Map.of("*", 1)).of("whatever")).contains(1);
    }
}
