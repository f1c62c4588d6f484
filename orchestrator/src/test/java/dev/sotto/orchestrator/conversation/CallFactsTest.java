package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallFactsTest {
    private static final String TASK = """
            task: hello
            title: hello
            when: ["hello you", "say hello", "greet me", "hello there"]
            slots: {}
            steps:
              - if: call.headers.x_tier == 'gold'
                then: [{say: "Welcome back, {{call.headers.x_name}}."}]
                else: [{say: "Welcome."}]
              - transfer: "sip:{{call.headers.x_desk}}@pbx.test"
                with: {X-Name: "{{call.headers.x_name}}"}
            """;

    private static Scenario said(Map<String, String> variables) {
        Scenario scenario = Scenario.with(Channel.VOICE, TASK);
        scenario.state = scenario.machine.unborn("c1");
        scenario.event(new Event.Began(Channel.VOICE, variables, "f", scenario.now))
                .heardAll();
        return scenario.says("hello", new Meaning.TaskWanted("hello", Map.of()));
    }

    @Test
    void headersCanBeReadInConditionsAndTemplates() {
        Scenario scenario = said(Map.of("headers.x_tier", "gold", "headers.x_name", "Ann", "headers.x_desk", "7"));
        assertThat(scenario.said()).contains("Welcome back, Ann.");
        Effect.Transfer transfer = scenario.latest(Effect.Transfer.class);
        assertThat(transfer.target()).isEqualTo("sip:7@pbx.test");
        assertThat(transfer.literal()).as("a caller had a say in it").isFalse();
        assertThat(transfer.headers()).isEqualTo(Map.of("X-Name", "Ann"));
    }

    @Test
    void callWithoutThemIsServed() {
        assertThat(said(Map.of("caller", "sip:x")).said()).contains("Welcome.");
    }

    @Test
    void whatTheEdgeKnowsIsInCall() {
        assertThat(CallFacts.of(Map.of("caller", "sip:x", "headers.x_a", "1"), Channel.VOICE))
                .isEqualTo(Map.of("caller", "sip:x", "channel", "voice", "headers", Map.of("x_a", "1")));
    }
}
