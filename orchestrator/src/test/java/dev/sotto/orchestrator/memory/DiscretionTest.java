package dev.sotto.orchestrator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscretionTest {
    private static final GuidanceRequest HEARD = Asked.heard(
            Asked.freely("how much do I get back, forty or $42.50"),
            List.of("hi this is maria", "I paid $42.50 for the mug", "are you open on Sunday"),
            List.of(
                    new Fact("Total", "$129.00"),
                    new Fact("Name", "Lopez"),
                    new Fact("Street", "Harbour Lane 9"),
                    new Fact("Delivered", "9 November"),
                    new Fact("In its box", "yes")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We open at nine on weekdays and at ten on Sundays",
                "Dogs are welcome on a lead",
                "Yes, within 30 days and with the receipt",
                "Tell her the boots can be resoled in our own workshop",
                "Shipping to Canada is $15",
                "One of us will look at it",
                "No"
            })
    void whatIsTrueForEverybodyMayBeTold(String text) {
        assertThat(Discretion.mayTell(text, HEARD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order 482913 is on the way",
                "Call 555 0134 and ask for Bob",
                "Ring (040) 12-34",
                "Write to maria.lopez@example.com",
                "Write to maria at example dot com",
                "Your code is four eight two nine",
                "You get $129 back",
                "You get 129.00 back",
                "You get $42.50 back",
                "It came on the 9th of November",
                "Tell Maria that it's fine",
                "Tell Ms Smith that it's fine",
                "Tell lopez to come in",
                "We send it to harbour lane"
            })
    void whatIsOneCustomersMayNot(String text) {
        assertThat(Discretion.mayTell(text, HEARD)).isFalse();
    }
}
