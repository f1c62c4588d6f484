package dev.sotto.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards that are drafted before the task comes to them. */
class ForesightTest {
    static final String EXCHANGE = """
            task: exchange
            title: an exchange
            when: ["swap it", "exchange my order", "another size"]
            slots:
              order_number: {type: digits, length: 6, ask: "Which order?"}
              fit: {type: choice, choices: [small, large], ask: "Small or large?"}
              reason: {type: text, ask: "Why?"}
            steps:
              - ask: order_number
              - call: orders.lookup
                with: {number: "{{order_number}}"}
                into: order
              - ask: fit
              - ask: reason
              - consult: allow_exchange
                kind: approval
                approves: orders.refund
                with: {number: "{{order_number}}", amount: "{{order.total}}"}
                question: "Exchange {{order.items}}?"
                evidence: [order.items, fit, reason]
                propose: [Approve, "Decline: no"]
                skill: billing
                on_timeout: {policy: decline, say: "Not today."}
                on_decline: {say: "I can't."}
              - call: orders.refund
                with: {number: "{{order_number}}", amount: "{{order.total}}"}
              - say: "All arranged."
            """;

    private static Scenario asksForTheSize() {
        return Scenario.with(Channel.CHAT, EXCHANGE)
                .says("another size", new Meaning.TaskWanted("exchange", Map.of()))
                .givesOrder("482913")
                .tool(ToolOutcome.SUCCESS, Scenario.TENT);
    }

    private static Scenario arrives(Scenario scenario) {
        return scenario.says("large", new Meaning.SlotGiven("fit", "large"))
                .says("too small", new Meaning.SlotGiven("reason", "too small"));
    }

    @Test
    void cardIsDraftedAsSoonAsItsQuestionIsSettled() {
        Scenario scenario = asksForTheSize();

        assertThat(scenario.said()).isEqualTo("Small or large?");
        assertThat(scenario.request().terms().likely()).isTrue();
        assertThat(scenario.request().question()).isEqualTo("Exchange trail tent?");
        assertThat(scenario.state.consulting()).as("nobody is waited for yet").isFalse();
    }

    @Test
    void nothingIsDraftedBeforeTheQuestionIsKnown() {
        Scenario scenario = Scenario.with(Channel.CHAT, EXCHANGE)
                .says("another size", new Meaning.TaskWanted("exchange", Map.of()));

        assertThat(scenario.all).noneMatch(Effect.RequestGuidance.class::isInstance);
    }

    @Test
    void draftIsAskedInEarnestUnderItsOwnIdWithWhatHasBecomeKnown() {
        Scenario scenario = asksForTheSize();
        String drafted = scenario.request().id();

        arrives(scenario);

        Effect.PromoteGuidance promoted = scenario.latest(Effect.PromoteGuidance.class);
        assertThat(promoted.request().id()).isEqualTo(drafted);
        assertThat(promoted.request().terms().likely()).isFalse();
        assertThat(promoted.request().evidence())
                .extracting("value")
                .containsExactly("trail tent", "large", "too small");
        assertThat(scenario.state.consulting()).isTrue();
    }

    @Test
    void earlyDecisionCountsWhenTheTaskGetsThere() {
        Scenario scenario = asksForTheSize().answers(AnswerKind.APPROVE, 0, "", "t1");
        assertThat(scenario.last).isEmpty();

        arrives(scenario);
        assertThat(scenario.said()).isEmpty();
        scenario.tool(ToolOutcome.SUCCESS, Scenario.TENT);

        assertThat(scenario.latest(Effect.CallTool.class).token()).isEqualTo("t1");
        assertThat(scenario.all).noneMatch(Effect.PromoteGuidance.class::isInstance);
    }

    @Test
    void correctedFactMakesTheEarlyDecisionVoid() {
        Scenario scenario = asksForTheSize().answers(AnswerKind.APPROVE, 0, "", "t1");
        String drafted = scenario.request().id();

        scenario.says("no, 730264", Source.KEYPAD, new Meaning.Corrected("order_number", "730264"));

        assertThat(scenario.last(Effect.WithdrawGuidance.class))
                .extracting(Effect.WithdrawGuidance::reason)
                .containsExactly(WithdrawReason.CORRECTED);
        assertThat(scenario.last(Effect.VoidApproval.class))
                .extracting(Effect.VoidApproval::guidanceId)
                .containsExactly(drafted);
        scenario.tool(ToolOutcome.SUCCESS, Map.of("items", "kayak", "total", 900));
        arrives(scenario);
        assertThat(scenario.all)
                .noneMatch(effect -> effect instanceof Effect.CallTool call && "t1".equals(call.token()));
    }

    @Test
    void draftOfATaskThatIsGivenUpIsWithdrawn() {
        Scenario scenario = asksForTheSize().says("stop", new Meaning.CancelWanted());

        assertThat(scenario.last(Effect.WithdrawGuidance.class)).hasSize(1);
    }

    @Test
    void draftThatRunsOutSilentlyIsAskedAnew() {
        Scenario scenario = asksForTheSize().expires();
        assertThat(scenario.said()).isEmpty();

        arrives(scenario);

        assertThat(scenario.state.consulting()).isTrue();
        assertThat(scenario.said()).isEqualTo(Phrases.checking(0));
    }
}
