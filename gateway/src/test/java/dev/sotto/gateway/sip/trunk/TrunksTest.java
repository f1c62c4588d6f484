package dev.sotto.gateway.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrunksTest {
    private final Trunk carrier = SomeTrunks.named("carrier")
            .at("192.0.2.0/24")
            .server("sip.carrier.test")
            .outgoing("+49*")
            .trunk();
    private final Trunk pbx = SomeTrunks.named("pbx")
            .at("192.0.2.7")
            .registered("pbx.test:5070", "sotto")
            .numbers(Map.of("+4930*", "orders"), "refund")
            .trunk();
    private final Trunk phones = SomeTrunks.named("phones").user("ann").trunk();
    private final Trunks trunks = new Trunks(List.of(phones, carrier, pbx));

    @Test
    void narrowestBlockWins() throws Exception {
        assertThat(trunks.at(InetAddress.getByName("192.0.2.7"))).isSameAs(pbx);
        assertThat(trunks.at(InetAddress.getByName("192.0.2.8"))).isSameAs(carrier);
        assertThat(trunks.at(InetAddress.getByName("203.0.113.1"))).isNull();
    }

    @Test
    void callsOfOursGoOverTheFirstThatTakesTheNumber() {
        assertThat(trunks.forOutgoing("+4930123")).contains(carrier);
        assertThat(trunks.forOutgoing("004420")).as("no limits").contains(pbx);
        assertThat(new Trunks(List.of(phones)).forOutgoing("1")).isEmpty();
    }

    @Test
    void targetsAndCallerIdAreOfTheTrunk() {
        assertThat(pbx.target("+4930123")).contains("sip:+4930123@pbx.test:5070");
        assertThat(pbx.callerId()).contains("sip:sotto@pbx.test");
        assertThat(phones.target("1")).isEmpty();
        assertThat(pbx.credentials().orElseThrow().toString()).doesNotContain(SomeTrunks.PASSWORD);
    }

    @Test
    void numberThenDefaultSayTheTask() {
        assertThat(pbx.taskFor("4930999")).contains("orders");
        assertThat(pbx.taskFor("sotto")).contains("refund");
        assertThat(carrier.taskFor("4930999")).isEmpty();
    }
}
