package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.trunk.SomeTrunks;
import dev.sotto.gateway.sip.trunk.Trunk;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which task answers a call. */
class TrunkingTest {
    private final Trunk numbers = SomeTrunks.named("carrier")
            .at("192.0.2.1")
            .numbers(Map.of("+4930*", "orders"), "")
            .trunk();
    private final Trunk account = SomeTrunks.named("pbx")
            .registered("pbx.test", "200")
            .numbers(Map.of("+4930*", "orders"), "refund")
            .trunk();

    @ParameterizedTest
    @CsvSource({
        "+493055,<sip:+494055@sotto.test>,orders",
        "refund,<sip:refund@sotto.test>,refund",
        "refund,not an address,refund",
        "+4940,'',+4940",
    })
    void numberOrUserPart(String user, String to, String task) {
        assertThat(Trunking.taskFor(numbers, user, to)).isEqualTo(task);
        assertThat(Trunking.taskFor(Trunk.NOBODY, user, to)).isEqualTo(user);
    }

    /** A PBX calls the Contact that we registered; whom the caller dialled stands in To. */
    @ParameterizedTest
    @CsvSource({
        "200,<sip:+493055@pbx.test>,orders",
        "200,tel:+493055,orders",
        "200,<sip:200@pbx.test>,refund",
    })
    void registeredContactIsNotTheNumber(String user, String to, String task) {
        assertThat(Trunking.taskFor(account, user, to)).isEqualTo(task);
    }
}
